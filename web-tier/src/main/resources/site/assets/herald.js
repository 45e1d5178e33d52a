/**
 * Says aloud what has changed, for those who do not see it. A sale's opening, pause and end are said once for the sale;
 * what concerns a single item is said for items the shopper has to do with. What merely loads is not said.
 */

const MINUTE_MS = 60_000;
const SECONDS_MS = 10_000;
const SILENT_BEFORE = new Set([undefined, 'checking', 'reserving']);

export class Herald {
  #shop;
  #desk;
  #sales = new Map();
  #items = new Map();
  #lapsing = new Set();

  constructor(shop, desk) {
    this.#shop = shop;
    this.#desk = desk;
  }

  /** Compares with the last time and speaks. */
  hear(sale, stages) {
    this.#hearSale(sale);
    for (const item of sale.items) {
      this.#hearItem(sale, item, stages.get(item.sku));
    }
    this.#hearHolds(sale);
  }

  #hearSale(sale) {
    const phase = phaseOf(sale, this.#shop.clock.now());
    const before = this.#sales.get(sale.id);
    this.#sales.set(sale.id, phase);
    if (before === undefined || before === phase || phase === 'before') {
      return;
    }
    const { words, announcer } = this.#shop;
    const name = words.name(sale.name, sale.id);
    const said = {
      minute: () => words.say('spoken.minute', { sale: name }),
      seconds: () => words.say('getReady.note'),
      open: () => words.say('spoken.open', { sale: name }),
      paused: () => words.say('paused.note'),
      ended: () => words.say('ended.note'),
    }[phase];
    announcer.say(said(), phase === 'open' ? 'assertive' : 'polite');
  }

  #hearItem(sale, item, stage) {
    const id = `${sale.id} ${item.sku}`;
    const now = `${stage.name} ${stage.params.reason ?? ''}`;
    const before = this.#items.get(id);
    this.#items.set(id, now);
    const from = before?.split(' ')[0];
    if (before === now || (SILENT_BEFORE.has(from) && stage.name !== 'reserved') || from === undefined) {
      return;
    }
    if (!this.#concerns(sale, item)) {
      return;
    }
    this.#sayItem(item, stage, from);
  }

  #sayItem(item, stage, from) {
    const { words, announcer } = this.#shop;
    const name = words.name(item.name, item.sku);
    const { label, note, values } = this.#desk.wordsOf(stage);
    if (stage.name === 'grab' && from === 'soldOut') {
      announcer.say(words.say('spoken.back', { item: name }), 'assertive');
    } else if (stage.voice && words.has(`${stage.name}.spoken`)) {
      announcer.say(words.say(`${stage.name}.spoken`, { ...values, item: name }), stage.voice);
    } else if (stage.voice) {
      announcer.say(words.say('spoken.stage', { item: name, label, note }), stage.voice);
    }
  }

  #concerns(sale, item) {
    const { asks, reservations } = this.#shop;
    return (
      sale.items.length === 1 ||
      asks.of(sale.id, item.sku) !== null ||
      this.#desk.purchaseOf(sale, item) !== null ||
      reservations.of(sale.id, item.sku) === 'yes'
    );
  }

  #hearHolds(sale) {
    const { purchases, clock, words, announcer } = this.#shop;
    for (const purchase of purchases.liveOf(sale.id).filter((one) => one.state === 'HELD')) {
      const left = Date.parse(purchase.holdExpiresAt) - clock.now();
      const whole = Date.parse(purchase.holdExpiresAt) - Date.parse(purchase.decidedAt);
      if (left > 0 && left < MINUTE_MS && whole > 2 * MINUTE_MS && !this.#lapsing.has(purchase.purchaseId)) {
        this.#lapsing.add(purchase.purchaseId);
        announcer.say(words.say('spoken.lapsing', { item: this.#desk.itemName(purchase) }), 'assertive');
      }
    }
  }
}

function phaseOf(sale, now) {
  const toOpening = Date.parse(sale.opensAt) - now;
  if (sale.state === 'CLOSED' || now >= Date.parse(sale.closesAt)) {
    return 'ended';
  }
  if (sale.state === 'PAUSED') {
    return 'paused';
  }
  if (toOpening > 0) {
    return toOpening > MINUTE_MS ? 'before' : toOpening > SECONDS_MS ? 'minute' : 'seconds';
  }
  return 'open';
}
