import { pollDelayMs } from './schedule.js';

/** As long as the clock's newest sample is younger than this, 304 without a server time is good enough. */
const CLOCK_AGE_MAX_MS = 60_000;
const CLOCK_AGE_NEAR_OPENING_MAX_MS = 5_000;
const NEAR_OPENING_MS = 60_000;

/**
 * The state of one sale or of all, asked for again and again by ETag. Every full answer also feeds the clock; when the
 * clock has heard nothing for a while, and often shortly before an opening, the tag is left out so that one comes.
 */
export class Feed {
  #api;
  #clock;
  #path;
  #onChange;
  #etag = null;
  #timer = null;
  #failures = 0;
  #asking = false;

  /** Newest sales; null before the first answer. */
  sales = null;
  /** The reason why there are none, for example 'unknown-sale'. */
  trouble = null;

  /** @param path what to ask; the answer is a sale, or a list of sales */
  constructor({ api, clock, path, onChange }) {
    this.#api = api;
    this.#clock = clock;
    this.#path = path;
    this.#onChange = onChange;
  }

  get stale() {
    return this.#failures > 1;
  }

  start() {
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) {
        this.ask();
      }
    });
    return this.ask();
  }

  /** Asks now, and from then on by itself. */
  async ask() {
    if (this.#asking) {
      return;
    }
    this.#asking = true;
    clearTimeout(this.#timer);
    const answer = await this.#api.look(this.#path, this.#clockNeedsSample() ? null : this.#etag);
    this.#asking = false;
    this.#take(answer);
    this.#next(answer.retryAfterMs ?? 0);
    this.#onChange();
  }

  #take(answer) {
    this.#failures = answer.kind === 'silence' || answer.status >= 500 ? this.#failures + 1 : 0;
    if (answer.kind === 'done') {
      const sales = Array.isArray(answer.body.items) && !answer.body.id ? answer.body.items : [answer.body];
      const serverTime = answer.body.serverTime ?? sales[0]?.serverTime;
      this.#clock.sample(serverTime, answer.sentAt, answer.receivedAt);
      this.#etag = answer.etag;
      this.sales = sales;
      this.trouble = null;
    } else if (answer.kind === 'no' && answer.status < 500) {
      this.trouble = answer.reason;
    }
  }

  #next(retryAfterMs) {
    const delay = pollDelayMs({
      sales: this.sales ?? [],
      now: this.#clock.now(),
      hidden: document.hidden,
      failures: this.#failures,
      random: Math.random,
    });
    this.#timer = setTimeout(() => this.ask(), Math.max(delay, retryAfterMs));
  }

  #clockNeedsSample() {
    const now = this.#clock.now();
    const near = (this.sales ?? []).some((sale) => {
      const toOpening = Date.parse(sale.opensAt) - now;
      return toOpening > -NEAR_OPENING_MS / 10 && toOpening < NEAR_OPENING_MS;
    });
    return this.#clock.ageMs > (near ? CLOCK_AGE_NEAR_OPENING_MAX_MS : CLOCK_AGE_MAX_MS);
  }
}
