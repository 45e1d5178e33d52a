import { attr, h } from '../dom.js';
import { Announcer } from './announcer.js';
import { Confirm, SignIn } from './dialogs.js';
import { Frame } from './frame.js';
import { PurchaseList } from './purchaseList.js';
import { SaleList } from './saleList.js';
import { SalePage } from './salePage.js';
import { Desk, needsReservation } from '../desk.js';
import { Herald } from '../herald.js';

/**
 * The whole page in one language. It is built anew when the language changes; what the shopper has done lives in `shop`
 * and stays. `show()` brings everything up to date and may be called as often as one likes.
 */
export class Page {
  #shop;
  #saleId;
  #frame;
  #view = null;
  #missing = null;
  #list;
  #herald;
  #resumed = false;
  #seen;

  /** @param saleId the sale the address names, or null for the front page */
  constructor(shop, { saleId, onLanguage, onAccount }) {
    this.#shop = shop;
    this.#saleId = saleId;
    this.#seen = new IntersectionObserver((entries) => this.#onSeen(entries));
    shop.desk = new Desk(shop);
    shop.inView = (node, then) => this.#whenSeen(node, then);
    shop.reservationWanted = (sale, item) => this.#checkReservation(sale, item);
    this.#frame = new Frame(shop, { onLanguage, onAccount });
    shop.announcer = new Announcer({
      polite: document.getElementById('polite'),
      assertive: document.getElementById('assertive'),
      toast: this.#frame.toast,
    });
    shop.confirm = new Confirm(shop.words);
    shop.signIn = new SignIn(shop);
    this.#list = new PurchaseList(shop);
    this.#herald = new Herald(shop, shop.desk);
    this.#frame.put(h('div', { class: 'wait' }, h('p', {}, shop.words.say('page.loading'))), this.#list.node);
  }

  get nodes() {
    return this.#frame.nodes;
  }

  show() {
    const { feed, clock, words } = this.#shop;
    const now = clock.now();
    this.#frame.show();
    this.#list.show(now);
    if (feed.trouble && !feed.sales) {
      this.#frame.put(this.#nothingHere(), this.#list.node);
      document.title = `${words.say('page.unknown')} – Tapgrid`;
    } else if (feed.sales) {
      this.#showSales(feed.sales, now);
    }
  }

  #showSales(sales, now) {
    this.#view ??= this.#saleId ? new SalePage(this.#shop) : new SaleList(this.#shop);
    this.#frame.put(this.#view.node, this.#list.node);
    if (this.#saleId) {
      this.#showSale(sales[0], now);
    } else {
      this.#view.show(sales, now);
      document.title = `${this.#shop.words.say('page.sales')} – Tapgrid`;
    }
    this.#shop.purchases.all.forEach((purchase) => this.#lookAfter(purchase, now));
  }

  #showSale(sale, now) {
    const { desk, words, asks } = this.#shop;
    document.title = `${words.name(sale.name, sale.id)} – Tapgrid`;
    const stages = new Map(sale.items.map((item) => [item.sku, this.#stage(sale, item, desk, asks)]));
    this.#view.show(sale, stages, now);
    this.#herald.hear(sale, stages);
    if (!this.#resumed && this.#shop.purchases.status !== 'unknown') {
      this.#resumed = true;
      desk.resume(sale);
    }
  }

  #stage(sale, item, desk, asks) {
    const stage = desk.stageOf(sale, item);
    if (stage.name === 'soldOut' && asks.of(sale.id, item.sku)?.phase === 'refused') {
      asks.clear(sale.id, item.sku);
    }
    return stage;
  }

  #lookAfter(purchase, now) {
    const deadline = { HELD: purchase.holdExpiresAt, CARTED: purchase.payBy }[purchase.state];
    if (deadline && now >= Date.parse(deadline)) {
      this.#shop.desk.lookAfter(purchase);
    }
  }

  #nothingHere() {
    const { words } = this.#shop;
    this.#missing ??= h(
      'div',
      { class: 'front' },
      h('h1', { class: 'front__title' }, words.say('page.unknown')),
      h('p', { class: 'front__lead' }, words.say('page.unknown.help')),
      h('p', {}, h('a', { class: 'small small--filled', href: '/' }, words.say('page.home'))),
    );
    return this.#missing;
  }

  #checkReservation(sale, item) {
    if (needsReservation(sale)) {
      this.#shop.reservations.check(sale.id, item.sku);
    }
  }

  /** Asks again for what is on the screen and takes up what was left open, for example after signing in. */
  recheck() {
    this.#resumed = false;
    document.querySelectorAll('.item').forEach((node) => {
      this.#seen.unobserve(node);
      this.#seen.observe(node);
    });
  }

  #whenSeen(node, then) {
    node.whenSeen = then;
    this.#seen.observe(node);
  }

  #onSeen(entries) {
    entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => target.whenSeen());
  }

  end() {
    this.#seen.disconnect();
  }
}

/** Puts a page's parts in place of the last one's. */
export function mount(page, words) {
  const app = document.getElementById('app');
  attr(document.documentElement, 'lang', words.language === 'zh' ? 'zh-Hans' : words.language);
  app.replaceChildren(...page.nodes);
  attr(app, 'aria-busy', null);
}
