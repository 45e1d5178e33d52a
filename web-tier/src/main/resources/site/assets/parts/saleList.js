import { attr, fill, h, text } from '../dom.js';
import { path } from '../api.js';
import { art } from './art.js';
import { Countdown } from './countdown.js';
import { shownState, whenText } from './salePage.js';

const ORDER = ['OPEN', 'READY', 'WARMING', 'PAUSED', 'SCHEDULED', 'SOLD_OUT', 'CLOSED'];

/** All sales: what is on first, then what comes, then what was. */
export class SaleList {
  #shop;
  #cards = new Map();
  #list = h('ul', { class: 'sales' });
  #empty = h('p', { class: 'empty' });

  constructor(shop) {
    this.#shop = shop;
    const { words } = shop;
    text(this.#empty, words.say('page.empty'));
    this.node = h(
      'div',
      { class: 'front' },
      h('h1', { class: 'front__title', tabindex: '-1' }, words.say('page.sales')),
      h('p', { class: 'front__lead' }, words.say('page.lead')),
      this.#empty,
      this.#list,
    );
  }

  show(sales, now) {
    this.#empty.hidden = sales.length > 0;
    this.#list.hidden = sales.length === 0;
    const rank = (sale) => ORDER.indexOf(shownState(sale, now));
    const inOrder = [...sales].sort((a, b) => rank(a) - rank(b) || a.opensAt.localeCompare(b.opensAt) || a.id.localeCompare(b.id));
    fill(this.#list, inOrder.map((sale) => this.#card(sale).show(sale, now)));
  }

  #card(sale) {
    if (!this.#cards.has(sale.id)) {
      this.#cards.set(sale.id, new SaleCard(this.#shop.words, sale));
    }
    return this.#cards.get(sale.id);
  }
}

class SaleCard {
  #words;
  #chip = h('span', { class: 'chip' });
  #facts = h('p', { class: 'poster__facts' });
  #when = h('p', { class: 'poster__when' });
  #link;
  #countdown;
  #node;

  constructor(words, sale) {
    this.#words = words;
    this.#countdown = new Countdown(words);
    this.#link = h('a', { class: 'poster__link', href: path`/sales/${sale.id}` });
    this.#node = h(
      'li',
      { class: 'poster' },
      h('div', { class: 'poster__art' }, art(sale.items.length === 1 ? sale.items[0].sku : sale.id), this.#chip),
      h(
        'div',
        { class: 'poster__text' },
        h('h2', { class: 'poster__name' }, this.#link),
        this.#facts,
        this.#when,
        this.#countdown.node,
      ),
    );
  }

  show(sale, now) {
    text(this.#link, this.#words.name(sale.name, sale.id));
    text(this.#facts, this.#factsOf(sale));
    text(this.#chip, this.#words.say(`sale.${shownState(sale, now)}`));
    attr(this.#chip, 'data-state', shownState(sale, now));
    attr(this.#node, 'data-state', shownState(sale, now));
    text(this.#when, whenText(this.#words, sale, now));
    this.#countdown.show(sale, now);
    return this.#node;
  }

  #factsOf({ items }) {
    const facts = [this.#words.say('sale.items', { count: items.length })];
    if (items.length > 0) {
      const cheapest = items.reduce((a, b) => (b.priceMinor < a.priceMinor ? b : a));
      facts.push(this.#words.say('sale.from', { price: this.#words.price(cheapest.priceMinor, cheapest.currency) }));
    }
    return facts.join(' · ');
  }
}
