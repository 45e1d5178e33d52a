/**
 * A shop's state over plain maps, for the double of the web process: sales by the clock, reservations, grabs under the
 * rules, holds that run out when somebody looks. It answers {status?, body} or throws a Refusal.
 */

const WORDS = {
  401: ['login-required', 'login-invalid'],
  403: ['not-reserved', 'blocked', 'token-invalid'],
  404: ['unknown-sale', 'unknown-path', 'unknown-purchase', 'unknown-reservation', 'unknown-ticket'],
  405: ['method-not-allowed'],
  409: ['not-started', 'paused', 'sold-out', 'limit-reached', 'wrong-state'],
  410: ['sale-ended', 'hold-expired'],
};
const STATUS = Object.fromEntries(Object.entries(WORDS).flatMap(([status, reasons]) => reasons.map((reason) => [reason, Number(status)])));

const DEFAULTS = { name: { en: 'Phone day', zh: '手机日' }, rule: 'ONE_PER_ITEM', reservation: 'required', holdForMs: 300_000, payForMs: 900_000 };

export class Refusal {
  constructor(reason, { status = STATUS[reason], retryAfter = 0 } = {}) {
    Object.assign(this, { reason, status, retryAfter });
  }
}

export function refuse(reason) {
  throw new Refusal(reason);
}

export class StubShop {
  sales = new Map();
  reservations = new Set();
  purchases = new Map();
  byKey = new Map();
  tickets = new Map();
  skewMs = 0;

  now() {
    return Date.now() + this.skewMs;
  }

  iso(ms) {
    return new Date(ms).toISOString();
  }

  /** Opens a sale as `apply` would; times in ms from now. */
  addSale({ opensInMs, closesInMs = 3_600_000, ...terms }) {
    const opens = this.now() + opensInMs;
    const sale = { ...DEFAULTS, ...terms, opensAt: this.iso(opens), closesAt: this.iso(opens + closesInMs), paused: false };
    this.sales.set(sale.id, sale);
    return sale;
  }

  state(sale) {
    const now = this.now();
    if (sale.paused) {
      return 'PAUSED';
    }
    if (now >= Date.parse(sale.closesAt)) {
      return 'CLOSED';
    }
    if (now < Date.parse(sale.opensAt)) {
      return Date.parse(sale.opensAt) - now < 60_000 ? 'READY' : 'SCHEDULED';
    }
    return sale.items.every((item) => item.stock === 0) ? 'SOLD_OUT' : 'OPEN';
  }

  view(sale) {
    const items = sale.items.map(({ stock, ...item }) => ({ ...item, state: stock === 0 ? 'SOLD_OUT' : 'AVAILABLE', left: stock }));
    const { id, name, opensAt, closesAt, rule, reservation } = sale;
    return { id, name, state: this.state(sale), opensAt, closesAt, rule, reservation, items };
  }

  sale(id) {
    return this.sales.get(id) ?? refuse('unknown-sale');
  }

  reservation([saleId, sku], { uid }) {
    return this.reservations.has(`${uid()} ${saleId} ${sku}`) ? { body: { reservedAt: this.iso(this.now()) } } : refuse('unknown-reservation');
  }

  reserve([saleId, sku], { uid }) {
    if (this.now() >= Date.parse(this.sale(saleId).opensAt)) {
      throw new Refusal('wrong-state');
    }
    const id = `${uid()} ${saleId} ${sku}`;
    const status = this.reservations.has(id) ? 200 : 201;
    this.reservations.add(id);
    return { status, body: { reservedAt: this.iso(this.now()) } };
  }

  grab([saleId, sku], call) {
    const sale = this.sale(saleId);
    const uid = call.uid();
    const known = this.byKey.get(`${uid} ${saleId} ${call.key}`);
    if (known) {
      return won(known);
    }
    const item = sale.items.find((one) => one.sku === sku);
    this.#mayGrab(sale, item, uid);
    item.stock--;
    const own = this.own(uid).filter((one) => one.saleId === saleId);
    const purchaseId = `${saleId}~${own.length}~${uid}`;
    const now = this.now();
    const purchase = { purchaseId, uid, saleId, sku, state: 'HELD', decidedAt: this.iso(now), holdExpiresAt: this.iso(now + sale.holdForMs), token: `t-${purchaseId}` };
    this.purchases.set(purchaseId, purchase);
    this.byKey.set(`${uid} ${saleId} ${call.key}`, purchase);
    return won(purchase);
  }

  #mayGrab(sale, item, uid) {
    const own = this.own(uid).filter((one) => one.saleId === sale.id && one.state !== 'RELEASED');
    const state = this.state(sale);
    const no = { SCHEDULED: 'not-started', READY: 'not-started', PAUSED: 'paused', CLOSED: 'sale-ended' }[state];
    if (no) {
      throw new Refusal(no);
    }
    if (sale.reservation === 'required' && !this.reservations.has(`${uid} ${sale.id} ${item.sku}`)) {
      throw new Refusal('not-reserved');
    }
    if (sale.rule !== 'UNLIMITED' && own.some((one) => one.sku === item.sku || sale.rule === 'ONE_ITEM_PER_SALE')) {
      throw new Refusal('limit-reached');
    }
    if (item.stock === 0) {
      throw new Refusal('sold-out');
    }
  }

  ticket(id) {
    const answers = this.tickets.get(id) ?? refuse('unknown-ticket');
    return { body: answers.length > 1 ? answers.shift() : answers[0] };
  }

  own(uid) {
    return [...this.purchases.values()].filter((purchase) => purchase.uid === uid).map((purchase) => this.#expired(purchase));
  }

  mine(id, uid) {
    return this.own(uid).find((purchase) => purchase.purchaseId === id) ?? refuse('unknown-purchase');
  }

  shown({ uid, ...purchase }) {
    return purchase;
  }

  #expired(purchase) {
    const deadline = { HELD: purchase.holdExpiresAt, CARTED: purchase.payBy }[purchase.state];
    if (deadline && this.now() >= Date.parse(deadline)) {
      this.#release(purchase, 'EXPIRED');
    }
    return purchase;
  }

  #release(purchase, releaseReason) {
    Object.assign(purchase, { state: 'RELEASED', releaseReason });
    this.sales.get(purchase.saleId).items.find((item) => item.sku === purchase.sku).stock++;
  }

  cart(purchase, body) {
    if (body.token !== purchase.token) {
      throw new Refusal('token-invalid');
    }
    if (purchase.state === 'RELEASED') {
      throw new Refusal('hold-expired');
    }
    purchase.payBy ??= this.iso(this.now() + this.sales.get(purchase.saleId).payForMs);
    purchase.state = 'CARTED';
    return { body: { state: 'CARTED', payBy: purchase.payBy } };
  }

  cancel(purchase) {
    if (purchase.state === 'PAID') {
      throw new Refusal('wrong-state');
    }
    if (purchase.state !== 'RELEASED') {
      this.#release(purchase, 'CANCELLED');
    }
    return { body: { state: 'RELEASED' } };
  }
}

function won({ uid, decidedAt, saleId, sku, ...purchase }) {
  return { body: { outcome: 'WON', ...purchase } };
}
