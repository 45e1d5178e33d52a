import { path } from './api.js';
import { leavesOpen, newKey, untilDecided } from './persist.js';

const PATIENCE_MS = 90_000;
/** The page's clock may run a little ahead of the node that decides: so long is "not started" asked again. */
const EARLY_ATTEMPTS_MAX = 10;
const EARLY_MS = 3_000;
const TICKET_PATIENCE_MS = 30 * 60_000;
const TICKET_ROUNDS_MAX = 5;

/**
 * The shopper's grabs, one per item at a time.
 *
 * The key of a request is written down before it is first sent and stays until the server has decided, over reloads too:
 * whatever gets lost on the way, the same request is asked again and can win at most once. What comes out for an item is
 *
 *   {phase: 'asking', waitMs}            on its way, or waiting to be sent again
 *   {phase: 'queued', position}          in line, the ticket is being watched
 *   {phase: 'refused', reason, traceId}  decided: no
 *   {phase: 'unknown', reason}           it stays open what came of it; the key is kept
 *   null                                 nothing asked, or won: then the purchase is in `purchases`
 */
export class Asks {
  #api;
  #store;
  #session;
  #purchases;
  #clock;
  #onChange;
  #tools;
  #states = new Map();

  /** @param tools {pause, random, now} of persist.js */
  constructor({ api, store, session, purchases, clock, onChange, tools }) {
    this.#api = api;
    this.#store = store;
    this.#session = session;
    this.#purchases = purchases;
    this.#clock = clock;
    this.#onChange = onChange;
    this.#tools = tools;
  }

  of(saleId, sku) {
    return this.#states.get(this.#name(saleId, sku)) ?? null;
  }

  /** Whether an earlier page of this tab asked and left without an answer. */
  leftOpen(saleId, sku) {
    return this.#session.signedIn && this.#store.get(this.#name(saleId, sku)) !== null;
  }

  /** A refusal is forgotten when things have changed since. */
  clear(saleId, sku) {
    if (this.of(saleId, sku)?.phase === 'refused') {
      this.#states.delete(this.#name(saleId, sku));
    }
  }

  async grab(sale, sku) {
    const name = this.#name(sale.id, sku);
    if (['asking', 'queued'].includes(this.#states.get(name)?.phase)) {
      return;
    }
    const key = this.#store.get(name) ?? newKey();
    const again = this.#store.get(name) !== null;
    this.#store.set(name, key);
    this.#become(name, { phase: 'asking', waitMs: 0 });
    await this.#ask({ sale, sku, name, key, doubt: again, round: 0 });
  }

  async #ask(grab) {
    const { sale, sku, name, key } = grab;
    const send = () => this.#api.live('POST', path`/v1/sales/${sale.id}/items/${sku}/grab`, { key });
    const { answer, doubt } = await untilDecided(send, {
      ...this.#tools,
      patienceMs: PATIENCE_MS,
      again: (no, attempt) => no.reason === 'not-started' && attempt < EARLY_ATTEMPTS_MAX && this.#isNearOpening(sale),
      onWait: (_, waitMs) => this.#become(name, { phase: 'asking', waitMs }),
    });
    await this.#settle({ ...grab, doubt: grab.doubt || doubt }, answer);
  }

  async #settle(grab, answer) {
    if (answer.kind === 'done' && answer.status === 202) {
      await this.#watch(grab, answer.body);
    } else if (answer.kind === 'done') {
      this.#won(grab, answer.body);
    } else if (leavesOpen(answer)) {
      this.#become(grab.name, { phase: 'unknown' });
    } else {
      await this.#refused(grab, answer);
    }
  }

  #won({ sale, sku, name }, { purchaseId, token, state, holdExpiresAt, payBy, releaseReason }) {
    this.#store.drop(name);
    this.#states.delete(name);
    const known = Object.fromEntries(Object.entries({ token, holdExpiresAt, payBy, releaseReason }).filter(([, value]) => value));
    const decidedAt = this.#purchases.get(purchaseId)?.decidedAt ?? new Date(this.#clock.now()).toISOString();
    this.#purchases.note({ purchaseId, saleId: sale.id, sku, state, decidedAt, ...known });
  }

  /**
   * An attempt that went unanswered may have won all the same, and the refusal may come from somewhere that cannot know:
   * then the shopper's own purchases have the last word.
   */
  async #refused({ sale, sku, name, doubt }, { reason, traceId = null }) {
    const before = new Set(this.#purchases.liveOf(sale.id).map((purchase) => purchase.purchaseId));
    if (doubt && (await this.#purchases.load()) !== null) {
      this.#become(name, { phase: 'unknown', reason });
      return;
    }
    this.#store.drop(name);
    const found = this.#purchases.liveOf(sale.id).some((own) => own.sku === sku && !before.has(own.purchaseId));
    this.#become(name, found ? null : { phase: 'refused', reason, traceId });
  }

  async #watch(grab, { ticket, position, pollAfterMs }) {
    this.#become(grab.name, { phase: 'queued', position });
    const until = this.#tools.now() + TICKET_PATIENCE_MS;
    let wait = pollAfterMs;
    while (this.#tools.now() < until) {
      await this.#tools.pause(Math.max(wait ?? 0, 200) * (1 + this.#tools.random() * 0.2));
      const answer = await this.#api.live('GET', path`/v1/tickets/${ticket}`);
      if (answer.kind === 'done' && answer.body.state === 'QUEUED') {
        wait = answer.body.pollAfterMs;
        this.#become(grab.name, { phase: 'queued', position: answer.body.position });
      } else if (answer.kind === 'silence' || answer.status >= 500 || answer.status === 429) {
        wait = Math.max(answer.retryAfterMs, 1_000);
      } else {
        return this.#called(grab, answer);
      }
    }
    this.#become(grab.name, { phase: 'unknown' });
  }

  /** The ticket's turn has come. One that ran out, or is not known any more, is drawn again with the same key. */
  async #called(grab, answer) {
    const { state, purchaseId, problem } = answer.kind === 'done' ? answer.body : {};
    if (state === 'WON') {
      const seen = await this.#purchases.look(purchaseId);
      this.#won(grab, { ...answer.body, state: 'HELD', ...(seen.kind === 'done' ? seen.body : {}) });
    } else if (state === 'REFUSED') {
      await this.#refused(grab, { reason: problem?.reason ?? 'sold-out', traceId: problem?.traceId });
    } else if (answer.reason === 'login-required' || answer.reason === 'login-invalid') {
      await this.#refused({ ...grab, doubt: false }, answer);
    } else if (grab.round < TICKET_ROUNDS_MAX) {
      await this.#ask({ ...grab, round: grab.round + 1 });
    } else {
      this.#become(grab.name, { phase: 'unknown' });
    }
  }

  #become(name, state) {
    if (state === null) {
      this.#states.delete(name);
    } else {
      this.#states.set(name, state);
    }
    this.#onChange();
  }

  #isNearOpening(sale) {
    const distance = Math.abs(Date.parse(sale.opensAt) - this.#clock.now());
    return distance < EARLY_MS;
  }

  #name(saleId, sku) {
    return `key.${this.#session.uid}.${saleId}.${sku}`;
  }
}
