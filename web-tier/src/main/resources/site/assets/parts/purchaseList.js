import { attr, fill, h, text } from '../dom.js';
import { leftUntil } from '../words.js';

const SHOWN_MAX = 50;

/** All that the shopper has won, newest first, with the time each still has and what can be done. */
export class PurchaseList {
  #shop;
  #rows = new Map();
  #list = h('ul', { class: 'own__list' });
  #message = h('p', { class: 'own__message' });
  #retry;

  constructor(shop) {
    this.#shop = shop;
    const { words, purchases } = shop;
    this.#retry = h('button', { class: 'small', type: 'button', onclick: () => purchases.load() }, words.say('purchases.retry'));
    this.node = h(
      'section',
      { class: 'own', id: 'purchases', tabindex: '-1', 'aria-labelledby': 'purchases-title' },
      h('h2', { class: 'own__title', id: 'purchases-title' }, words.say('purchases.title')),
      this.#message,
      this.#retry,
      this.#list,
    );
  }

  show(now) {
    const { purchases, session } = this.#shop;
    const shown = session.signedIn ? purchases.all.slice(0, SHOWN_MAX) : [];
    fill(this.#list, shown.map((purchase) => this.#row(purchase, now)));
    text(this.#message, shown.length > 0 ? '' : this.#shop.words.say(this.#emptyWords()));
    this.#retry.hidden = !(session.signedIn && purchases.status === 'failed');
    this.#list.hidden = shown.length === 0;
  }

  #emptyWords() {
    const { purchases, session } = this.#shop;
    if (!session.signedIn) {
      return 'purchases.signedOut';
    }
    return { unknown: 'page.loading', failed: 'purchases.failed', loaded: 'purchases.empty' }[purchases.status];
  }

  #row(purchase, now) {
    const id = purchase.purchaseId;
    if (!this.#rows.has(id)) {
      this.#rows.set(id, new Row(this.#shop, purchase));
    }
    const row = this.#rows.get(id);
    row.show(purchase, now);
    return row.node;
  }
}

class Row {
  #shop;
  #purchase;
  #name = h('span', { class: 'own__name' });
  #state = h('span', { class: 'own__state' });
  #when = h('span', { class: 'own__when' });
  #cart;
  #cancel;

  constructor(shop, purchase) {
    this.#shop = shop;
    this.#purchase = purchase;
    const { words, desk } = shop;
    this.#cart = h('button', { class: 'small small--filled', type: 'button', onclick: () => desk.cart(this.#purchase) }, words.say('purchase.cart'));
    this.#cancel = h('button', { class: 'small', type: 'button', onclick: () => this.#let() }, words.say('cancel.label'));
    this.node = h(
      'li',
      { class: 'own__row' },
      h('div', { class: 'own__what' }, this.#name, this.#when),
      this.#state,
      h('div', { class: 'own__do' }, this.#cart, this.#cancel),
    );
  }

  show(purchase, now) {
    this.#purchase = purchase;
    const { words, desk, purchases } = this.#shop;
    const name = desk.itemName(purchase);
    const busy = purchases.acting(purchase.purchaseId) !== null;
    text(this.#name, name);
    text(this.#state, words.say(`purchase.${stateWord(purchase, words)}`));
    attr(this.#state, 'data-state', purchase.state);
    text(this.#when, this.#whenText(purchase, now));
    const inTime = now < Date.parse(purchase.holdExpiresAt);
    this.#cart.hidden = !(purchase.state === 'HELD' && purchase.token && inTime);
    this.#cancel.hidden = !['HELD', 'CARTED'].includes(purchase.state);
    attr(this.#cart, 'aria-label', words.say('purchase.cartNamed', { item: name }));
    attr(this.#cancel, 'aria-label', words.say('purchase.cancelNamed', { item: name }));
    attr(this.#cart, 'aria-disabled', busy ? 'true' : null);
    attr(this.#cancel, 'aria-disabled', busy ? 'true' : null);
  }

  #whenText(purchase, now) {
    const { words } = this.#shop;
    const [key, deadline] = { HELD: ['purchase.cartWithin', purchase.holdExpiresAt], CARTED: ['purchase.payWithin', purchase.payBy] }[purchase.state] ?? [];
    if (!deadline) {
      return words.say('purchase.won', { moment: words.moment(purchase.decidedAt) });
    }
    return now < Date.parse(deadline) ? words.say(key, { left: leftUntil(deadline, now) }) : words.say('purchase.timeUp');
  }

  async #let() {
    await this.#shop.desk.cancel(this.#purchase, this.#shop.desk.itemName(this.#purchase));
    if (this.#cancel.hidden) {
      document.getElementById('purchases').focus();
    }
  }
}

function stateWord(purchase, words) {
  return purchase.state === 'RELEASED' && words.has(`purchase.${purchase.releaseReason}`) ? purchase.releaseReason : purchase.state;
}
