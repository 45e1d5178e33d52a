import { attr, fill, h, text } from '../dom.js';
import { readRule } from '../rule.js';
import { needsReservation } from '../desk.js';
import { art } from './art.js';
import { Countdown, nextTurn } from './countdown.js';
import { ItemCard } from './itemCard.js';

/** One sale: its name, its countdown, its items. */
export class SalePage {
  #shop;
  #cards = new Map();
  #fullest = new Map();
  #hero = null;
  #items = h('div', { class: 'items' });
  node = h('div', { class: 'sale' });

  constructor(shop) {
    this.#shop = shop;
  }

  /** @param stages stage of each item by sku */
  show(sale, stages, now) {
    if (!this.#hero) {
      this.#hero = new Hero(this.#shop.words, sale);
      fill(this.node, [this.#hero.node, this.#items]);
    }
    attr(this.node, 'data-single', sale.items.length === 1);
    this.#hero.show(sale, now);
    fill(this.#items, sale.items.map((item) => this.#card(sale, item).node));
    for (const item of sale.items) {
      this.#cards.get(item.sku).show(sale, item, stages.get(item.sku), { now, fullest: this.#fullestOf(sale, item) });
    }
  }

  #card(sale, item) {
    if (!this.#cards.has(item.sku)) {
      const { words, desk } = this.#shop;
      const card = new ItemCard({ words, desk, sale, item, pictured: sale.items.length > 1 });
      this.#cards.set(item.sku, card);
      this.#shop.inView(card.node, () => this.#shop.reservationWanted(sale, item));
    }
    return this.#cards.get(item.sku);
  }

  /** What is left says little without what there was: that is known to those who saw it before the opening. */
  #fullestOf(sale, item) {
    const name = `fullest.${sale.id}.${item.sku}`;
    if (['SCHEDULED', 'WARMING', 'READY'].includes(sale.state) && item.left !== this.#fullest.get(item.sku)) {
      this.#shop.store.set(name, item.left);
      this.#fullest.set(item.sku, item.left);
    }
    if (!this.#fullest.has(item.sku)) {
      this.#fullest.set(item.sku, this.#shop.store.get(name) ?? 0);
    }
    return this.#fullest.get(item.sku);
  }
}

class Hero {
  #words;
  #chip = h('p', { class: 'chip' });
  #name = h('h1', { class: 'hero__name', id: 'sale-name', tabindex: '-1' });
  #when = h('p', { class: 'hero__when' });
  #rule = h('li', {});
  #reservation = h('li', {});
  #countdown;

  constructor(words, sale) {
    this.#words = words;
    this.#countdown = new Countdown(words);
    this.node = h(
      'section',
      { class: 'hero', 'aria-labelledby': 'sale-name' },
      art(sale.items.length === 1 ? sale.items[0].sku : sale.id),
      h(
        'div',
        { class: 'hero__text' },
        this.#chip,
        this.#name,
        this.#when,
        this.#countdown.node,
        h('ul', { class: 'hero__terms' }, this.#rule, this.#reservation),
      ),
    );
  }

  show(sale, now) {
    this.#showTerms(sale);
    text(this.#chip, this.#words.say(`sale.${shownState(sale, now)}`));
    attr(this.#chip, 'data-state', shownState(sale, now));
    attr(this.node, 'data-state', shownState(sale, now));
    text(this.#when, whenText(this.#words, sale, now));
    this.#countdown.show(sale, now);
  }

  /** Until shortly before the opening an operator may still change them. */
  #showTerms(sale) {
    const { kind, units } = readRule(sale.rule);
    text(this.#name, this.#words.name(sale.name, sale.id));
    text(this.#rule, this.#words.say(`sale.rule.${kind}`, { count: units }));
    text(this.#reservation, this.#words.say('sale.reservationRequired'));
    this.#reservation.hidden = !needsReservation(sale);
  }
}

/** The state as the shopper sees it: at the opening the clock may be ahead of the last answer. */
export function shownState(sale, now) {
  if (sale.state === 'CLOSED' || now >= Date.parse(sale.closesAt)) {
    return 'CLOSED';
  }
  const early = ['SCHEDULED', 'WARMING', 'READY'].includes(sale.state);
  return early && now >= Date.parse(sale.opensAt) ? 'OPEN' : sale.state;
}

export function whenText(words, sale, now) {
  const [key] = nextTurn(sale, now);
  if (key === null) {
    return words.say('sale.closed', { moment: words.moment(sale.closesAt) });
  }
  return key === 'sale.opensIn'
    ? words.say('sale.opens', { moment: words.moment(sale.opensAt) })
    : words.say('sale.closes', { moment: words.moment(sale.closesAt) });
}
