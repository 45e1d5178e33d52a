import { path } from './api.js';
import { pauseFor, untilDecided } from './persist.js';

const PAGES_MAX = 10;
const PATIENCE_MS = 60_000;
const LIVE = new Set(['HELD', 'CARTED', 'PAID']);

export const isLive = (purchase) => LIVE.has(purchase.state);

/** The shopper's own purchases, over all sales, as last heard; and what can be done with them. */
export class Purchases {
  #api;
  #onChange;
  #byId = new Map();
  #acting = new Map();

  /** 'unknown' | 'loaded' | 'failed' */
  status = 'unknown';

  constructor({ api, onChange }) {
    this.#api = api;
    this.#onChange = onChange;
  }

  /** Newest first. */
  get all() {
    return [...this.#byId.values()].sort((a, b) => b.decidedAt.localeCompare(a.decidedAt));
  }

  liveOf(saleId) {
    return this.all.filter((purchase) => purchase.saleId === saleId && isLive(purchase));
  }

  get(purchaseId) {
    return this.#byId.get(purchaseId) ?? null;
  }

  /** 'cart' or 'cancel' while that is on its way, else null. */
  acting(purchaseId) {
    return this.#acting.get(purchaseId) ?? null;
  }

  /** Asks for all of them again. Answers whether they came. */
  async load() {
    const found = [];
    let next = '/v1/purchases';
    for (let page = 0; next && page < PAGES_MAX; page++) {
      const answer = await this.#api.live('GET', next);
      if (answer.kind !== 'done') {
        this.status = this.status === 'loaded' ? 'loaded' : 'failed';
        this.#onChange();
        return answer;
      }
      found.push(...answer.body.items);
      next = nextPage(answer.body.next);
    }
    this.#byId = new Map(found.map((purchase) => [purchase.purchaseId, purchase]));
    this.status = 'loaded';
    this.#onChange();
    return null;
  }

  /** Takes in what a single answer said about one. */
  note(purchase) {
    this.#byId.set(purchase.purchaseId, { ...this.#byId.get(purchase.purchaseId), ...purchase });
    this.#onChange();
  }

  /** Asks for one of them and takes it in. */
  async look(purchaseId) {
    const answer = await this.#api.live('GET', path`/v1/purchases/${purchaseId}`);
    if (answer.kind === 'done') {
      this.note(answer.body);
    }
    return answer;
  }

  cart(purchase) {
    return this.#act(purchase, 'cart', { token: purchase.token });
  }

  cancel(purchase) {
    return this.#act(purchase, 'cancel', {});
  }

  forget() {
    this.#byId.clear();
    this.status = 'unknown';
    this.#onChange();
  }

  /** The key follows from the purchase, so that a repeat after a reload is the same request. */
  async #act({ purchaseId }, verb, body) {
    this.#acting.set(purchaseId, verb);
    this.#onChange();
    const send = () => this.#api.live('POST', path`/v1/purchases/${purchaseId}/` + verb, { key: `${verb}-${purchaseId}`, body });
    const { answer } = await untilDecided(send, {
      pause: pauseFor,
      random: Math.random,
      now: () => performance.now(),
      patienceMs: PATIENCE_MS,
    });
    if (answer.kind === 'done') {
      this.note({ purchaseId, ...answer.body });
    }
    if (answer.kind !== 'done' || answer.body.state === 'RELEASED') {
      await this.look(purchaseId);
    }
    this.#acting.delete(purchaseId);
    this.#onChange();
    return answer;
  }
}

/** `next` names the last purchase of a page. */
function nextPage(next) {
  return typeof next === 'string' && next !== '' ? path`/v1/purchases?after=${next}` : null;
}
