import { room } from './rule.js';
import { stageOf } from './stage.js';
import { leftUntil } from './words.js';

/**
 * What the shopper can do at a sale: gathers the facts from which the stage of an item follows, and carries out a press.
 * Knows no elements; what is to be heard or asked goes through `voice` and `ask`.
 */
export class Desk {
  #shop;
  #lookedAfter = new Set();

  /** @param shop {clock, session, purchases, reservations, asks, words, announcer, signIn, confirm, feed} */
  constructor(shop) {
    this.#shop = shop;
  }

  /** The purchase an item's button is about: the newest one still held, else the newest live one. */
  purchaseOf(sale, item) {
    const own = this.#shop.purchases.liveOf(sale.id).filter((purchase) => purchase.sku === item.sku);
    return own.find((purchase) => purchase.state === 'HELD') ?? own[0] ?? null;
  }

  stageOf(sale, item) {
    const { clock, session, purchases, reservations, asks } = this.#shop;
    const live = purchases.liveOf(sale.id);
    const purchase = this.purchaseOf(sale, item);
    const left = room(sale.rule, live, item.sku);
    return stageOf({
      sale,
      item,
      now: clock.now(),
      signedIn: session.signedIn,
      reserved: needsReservation(sale) ? reservations.of(sale.id, item.sku) : 'unneeded',
      reserving: reservations.busy(sale.id, item.sku),
      ask: asks.of(sale.id, item.sku),
      purchase,
      acting: purchase && purchases.acting(purchase.purchaseId),
      room: left,
      elsewhere: left === 0 && purchase === null,
    });
  }

  async press(sale, item, stage) {
    switch (stage.do) {
      case 'signIn':
        return this.#shop.signIn.open();
      case 'reserve':
        return this.#reserve(sale, item);
      case 'grab':
        return this.#grab(sale, item);
      case 'cart':
        return this.cart(this.purchaseOf(sale, item));
      default:
        return this.#sayWhyNot(item, stage);
    }
  }

  async cart(purchase) {
    const answer = await this.#shop.purchases.cart(purchase);
    this.#report('cart.failed', answer);
  }

  async cancel(purchase, itemName) {
    const { confirm, purchases, words, announcer } = this.#shop;
    if (await confirm.ask('cancel', { item: itemName })) {
      const answer = await purchases.cancel(purchase);
      if (answer.kind === 'done') {
        announcer.say(words.say('cancel.done', { item: itemName }));
      }
      this.#report('cancel.failed', answer);
    }
  }

  /** A hold that ran out on our clock: the server is asked, once, how it stands. */
  lookAfter(purchase) {
    const id = `${purchase.purchaseId} ${purchase.state}`;
    if (!this.#lookedAfter.has(id)) {
      this.#lookedAfter.add(id);
      setTimeout(() => this.#lookAgain(purchase, id), 1_000 + Math.random() * 2_000);
    }
  }

  async #lookAgain(purchase, id) {
    const { purchases, words, announcer } = this.#shop;
    await purchases.look(purchase.purchaseId);
    const state = purchases.get(purchase.purchaseId)?.state;
    if (state === purchase.state) {
      this.#lookedAfter.delete(id);
    } else if (state === 'RELEASED') {
      announcer.say(words.say('spoken.expired', { item: this.itemName(purchase) }), 'assertive');
    }
  }

  /** Takes up what an earlier page of this tab left undecided. */
  resume(sale) {
    for (const { sku } of sale.items) {
      if (this.#shop.asks.leftOpen(sale.id, sku)) {
        this.#grab(sale, { sku });
      }
    }
  }

  itemName({ saleId, sku }) {
    const { feed, words } = this.#shop;
    const item = feed.sales?.find((sale) => sale.id === saleId)?.items.find((one) => one.sku === sku);
    return words.name(item?.name, sku);
  }

  /** A refusal in words: what happened, and what could help. */
  explain(answer) {
    const { words } = this.#shop;
    const reason = answer.kind === 'silence' ? 'silence' : answer.reason;
    const key = words.has(`no.${reason}`) ? `no.${reason}` : 'no.other';
    return { what: words.say(key, { reason }), help: words.say(`${key}.help`) };
  }

  async #reserve(sale, item) {
    const answer = await this.#shop.reservations.reserve(sale.id, item.sku);
    this.#report('reserve.failed', answer);
  }

  async #grab(sale, item) {
    const { asks, reservations, feed } = this.#shop;
    await asks.grab(sale, item.sku);
    const { reason } = asks.of(sale.id, item.sku) ?? {};
    if (reason === 'not-reserved') {
      reservations.deny(sale.id, item.sku);
    }
    if (reason === 'limit-reached') {
      this.#shop.purchases.load();
    }
    this.#signInIfAsked(reason);
    feed.ask();
  }

  #report(key, answer) {
    if (answer.kind !== 'done') {
      this.#shop.announcer.tell(this.#shop.words.say(key, this.explain(answer)));
      this.#signInIfAsked(answer.reason);
    }
  }

  #signInIfAsked(reason) {
    if (reason === 'login-invalid' || reason === 'login-required') {
      this.#shop.session.end();
      this.#shop.signIn.open('signIn.expired');
    }
  }

  #sayWhyNot(item, stage) {
    const { words, announcer } = this.#shop;
    const name = words.name(item.name, item.sku);
    announcer.say(words.say('spoken.stage', { item: name, ...this.wordsOf(stage) }), 'assertive');
  }

  /** Label and note of a stage in the shopper's language. */
  wordsOf(stage) {
    const { words, clock } = this.#shop;
    const values = { ...stage.params, ...(stage.name === 'refused' ? this.explain({ kind: 'no', ...stage.params }) : {}) };
    if (stage.params.until) {
      values.left = leftUntilText(stage.params.until, clock.now());
      values.clock = words.clock(stage.params.until);
    }
    if (stage.params.at) {
      values.clock = words.clock(stage.params.at);
    }
    const note = stage.name === 'asking' && stage.params.seconds > 0 ? 'asking.wait' : `${stage.name}.note`;
    return { label: words.say(`${stage.name}.label`), note: words.say(note, values), values };
  }
}

function leftUntilText(deadline, now) {
  return Number.isNaN(now) ? '…' : leftUntil(deadline, now);
}

/** Absent means required: then the worst is a question too many. */
export function needsReservation(sale) {
  return String(sale.reservation ?? 'required').toLowerCase() !== 'none' && sale.reservationRequired !== false;
}
