import { attr, h, text } from '../dom.js';
import { art } from './art.js';

const ORDINARY = new Set(['sold-out', 'not-started', 'paused', 'sale-ended', 'limit-reached', 'too-fast', 'queue-full', 'degraded', 'no-majority']);

/**
 * One item: its picture, name, price and stock, and the one big button. The button is a single element through all
 * stages, so focus never gets lost; it is never `disabled`, and when a press can do nothing it says why. Everything keeps
 * its height in every stage, so nothing on the page moves.
 */
export class ItemCard {
  #words;
  #desk;
  #sale;
  #item;
  #stage = null;
  #part = {};

  constructor({ words, desk, sale, item, pictured }) {
    this.#words = words;
    this.#desk = desk;
    this.#item = item;
    this.#sale = sale;
    this.node = this.#build(pictured);
  }

  #build(pictured) {
    const part = this.#part;
    const id = `item-${this.#item.sku}`;
    part.name = h('h2', { class: 'item__name', id });
    part.price = h('p', { class: 'item__price' });
    part.stock = h('span', { class: 'stock__words' });
    part.bar = h('span', { class: 'stock__bar' });
    part.note = h('p', { class: 'act__note', id: `${id}-note` });
    part.trace = h('p', { class: 'act__trace' });
    part.label = h('span', { class: 'big__label' });
    part.count = h('span', { class: 'big__count', 'aria-hidden': 'true' });
    part.big = h(
      'button',
      { class: 'big', type: 'button', 'aria-describedby': `${id}-note`, onclick: () => this.#press() },
      h('span', { class: 'big__mark', 'aria-hidden': 'true' }),
      part.label,
      part.count,
    );
    part.timer = h('span', { class: 'act__left' });
    return h(
      'article',
      { class: 'item', 'aria-labelledby': id, 'data-sku': this.#item.sku },
      pictured ? h('div', { class: 'item__art' }, art(this.#item.sku)) : null,
      h(
        'div',
        { class: 'item__text' },
        part.name,
        part.price,
        h('p', { class: 'stock' }, part.stock, h('span', { class: 'stock__track', 'aria-hidden': 'true' }, part.bar)),
      ),
      h(
        'div',
        { class: 'act' },
        h('div', { class: 'act__press' }, part.big, h('span', { class: 'act__track', 'aria-hidden': 'true' }, part.timer)),
        h('div', { class: 'act__why' }, part.note, part.trace),
      ),
    );
  }

  /** @param fullest the most units ever seen left of it, to draw what is left against; 0 when that would mislead */
  show(sale, item, stage, { now, fullest }) {
    this.#sale = sale;
    this.#item = item;
    this.#stage = stage;
    const part = this.#part;
    const { label, note } = this.#desk.wordsOf(stage);
    attr(this.node, 'data-stage', stage.name);
    text(part.name, this.#words.name(item.name, item.sku));
    text(part.price, this.#words.price(item.priceMinor, item.currency));
    text(part.label, label);
    text(part.note, note);
    text(part.count, stage.name === 'getReady' ? String(stage.params.seconds) : '');
    attr(part.big, 'aria-disabled', stage.do === null ? 'true' : null);
    attr(part.big, 'aria-busy', stage.busy ? 'true' : null);
    text(part.trace, this.#traceOf(stage));
    this.#showStock(item, sale, fullest);
    this.#showTimer(stage, now);
  }

  /** A number to quote to the shop, for refusals that should not happen. */
  #traceOf({ params: { reason, traceId } }) {
    return traceId && !ORDINARY.has(reason) ? this.#words.say('no.trace', { traceId }) : '';
  }

  #showStock(item, sale, fullest) {
    const soldOut = item.state === 'SOLD_OUT';
    const left = soldOut ? 0 : item.left;
    const before = ['SCHEDULED', 'WARMING', 'READY'].includes(sale.state);
    text(
      this.#part.stock,
      left > 0 ? this.#words.say(before ? 'item.stock' : 'item.left', { count: left }) : soldOut ? this.#words.say('item.left.none') : '\u00a0',
    );
    attr(this.#part.bar.parentNode, 'data-known', fullest > 0);
    this.#part.bar.style.setProperty('--part', fullest > 0 ? String(Math.min(1, left / fullest)) : '0');
    attr(this.node, 'data-few', left > 0 && fullest > 0 && left / fullest < 0.15);
  }

  #showTimer(stage, now) {
    const purchase = stage.params.until && this.#desk.purchaseOf(this.#sale, this.#item);
    const until = Date.parse(stage.params.until);
    const from = Date.parse(purchase?.decidedAt);
    const part = purchase && until > from ? (until - now) / (until - from) : 0;
    this.#part.timer.style.setProperty('--part', String(Math.max(0, Math.min(1, part || 0))));
  }

  #press() {
    this.#desk.press(this.#sale, this.#item, this.#stage);
  }
}
