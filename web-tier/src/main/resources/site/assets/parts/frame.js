import { attr, fill, h, s, text } from '../dom.js';
import { LANGUAGES } from '../words.js';

/** What is around every view: the bar above, the line below, the place between. */
export class Frame {
  #shop;
  #badge = h('span', { class: 'bar__badge' });
  #waiting = h('span', { class: 'unseen' });
  #account;
  #live = h('p', { class: 'foot__live' });
  toast = h('p', { class: 'toast', hidden: true });
  main = h('main', { class: 'main', id: 'main', tabindex: '-1' });

  constructor(shop, { onLanguage, onAccount }) {
    this.#shop = shop;
    const { words } = shop;
    const purchases = h('a', { class: 'bar__link', href: '#purchases' }, h('span', { class: 'bar__words' }, words.say('page.purchases')), this.#badge, this.#waiting);
    this.#account = h('button', { class: 'bar__link bar__account', type: 'button', onclick: onAccount });
    this.nodes = [
      h('a', { class: 'skip', href: '#main' }, words.say('page.skip')),
      h(
        'header',
        { class: 'bar' },
        h('a', { class: 'bar__home', href: '/', 'aria-label': `Tapgrid – ${words.say('page.home')}` }, mark(), h('span', { class: 'bar__name', 'aria-hidden': 'true' }, 'tapgrid')),
        h('nav', { class: 'bar__nav' }, purchases, this.#language(onLanguage), this.#account),
      ),
      this.main,
      this.toast,
      h('footer', { class: 'foot' }, h('p', {}, words.say('page.zone', { zone: words.zone })), this.#live),
    ];
  }

  #language(onLanguage) {
    const other = Object.keys(LANGUAGES).find((language) => language !== this.#shop.words.language);
    return h('button', { class: 'bar__link', type: 'button', id: 'language', lang: other, onclick: () => onLanguage(other) }, LANGUAGES[other]);
  }

  put(...nodes) {
    fill(this.main, nodes);
  }

  show() {
    const { words, session, purchases, feed } = this.#shop;
    const waiting = purchases.all.filter((purchase) => ['HELD', 'CARTED'].includes(purchase.state)).length;
    text(this.#badge, waiting > 0 ? String(waiting) : '');
    attr(this.#badge, 'data-some', waiting > 0);
    text(this.#waiting, waiting > 0 ? words.say('page.purchases.waiting') : '');
    const uid = session.uid || words.say('signIn.someone');
    text(this.#account, session.signedIn ? uid : words.say('signIn.open'));
    attr(this.#account, 'aria-label', session.signedIn ? `${words.say('signIn.as', { uid })} – ${words.say('signIn.out')}` : null);
    attr(this.#account, 'title', session.signedIn ? words.say('signIn.out') : null);
    text(this.#live, words.say(feed.stale ? 'page.stale' : 'page.live'));
    attr(this.#live, 'data-stale', feed.stale);
  }
}

function mark() {
  const places = [5, 14, 23];
  const dots = places.flatMap((y) => places.map((x) => [x, y])).filter(([x, y]) => !(x === 14 && y === 14));
  return s(
    'svg',
    { class: 'bar__mark', viewBox: '0 0 28 28', width: 28, height: 28, 'aria-hidden': 'true', focusable: 'false' },
    ...dots.map(([cx, cy]) => s('circle', { cx, cy, r: 2.2, fill: 'currentColor' })),
    s('circle', { class: 'bar__tap', cx: 14, cy: 14, r: 5 }),
  );
}
