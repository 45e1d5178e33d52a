import { path } from './api.js';
import { pauseFor, untilDecided } from './persist.js';

const PATIENCE_MS = 60_000;

/**
 * Which items the shopper has reserved. A reservation never goes away, so what was once seen is kept over a reload and
 * not asked again; what is not known is asked when its item comes into view.
 */
export class Reservations {
  #api;
  #store;
  #session;
  #onChange;
  #known = new Map();
  #busy = new Set();

  constructor({ api, store, session, onChange }) {
    this.#api = api;
    this.#store = store;
    this.#session = session;
    this.#onChange = onChange;
  }

  /** 'yes' | 'no' | 'unknown' */
  of(saleId, sku) {
    const name = this.#name(saleId, sku);
    return this.#store.get(name) ? 'yes' : (this.#known.get(name) ?? 'unknown');
  }

  busy(saleId, sku) {
    return this.#busy.has(this.#name(saleId, sku));
  }

  async check(saleId, sku) {
    const name = this.#name(saleId, sku);
    if (!this.#session.signedIn || this.of(saleId, sku) !== 'unknown' || this.#busy.has(name)) {
      return;
    }
    const answer = await this.#api.live('GET', resource(saleId, sku));
    if (answer.kind === 'done') {
      this.#store.set(name, answer.body.reservedAt);
    } else if (answer.reason === 'unknown-reservation') {
      this.#known.set(name, 'no');
    }
    this.#onChange();
  }

  async reserve(saleId, sku) {
    const name = this.#name(saleId, sku);
    this.#busy.add(name);
    this.#onChange();
    const { answer } = await untilDecided(() => this.#api.live('PUT', resource(saleId, sku)), {
      pause: pauseFor,
      random: Math.random,
      now: () => performance.now(),
      patienceMs: PATIENCE_MS,
    });
    this.#busy.delete(name);
    if (answer.kind === 'done') {
      this.#store.set(name, answer.body.reservedAt);
    }
    this.#onChange();
    return answer;
  }

  /** The server said that there is none. */
  deny(saleId, sku) {
    this.#store.drop(this.#name(saleId, sku));
    this.#known.set(this.#name(saleId, sku), 'no');
  }

  forget() {
    this.#known.clear();
  }

  #name(saleId, sku) {
    return `reserved.${this.#session.uid}.${saleId}.${sku}`;
  }
}

function resource(saleId, sku) {
  return path`/v1/sales/${saleId}/items/${sku}/reservation`;
}
