/**
 * The server's clock, as well as it can be known from here.
 *
 * An answer written at server time `t` that arrives at local time `b` proves one thing for sure: at `b` the server's clock
 * read at least `t`. That holds even when a CDN or a cache kept the answer for a while, which makes it late but never early.
 * So the best sample is the one with the greatest `t - b`, and half its round trip is added for the way here. The device's
 * own clock is not asked: `local` is a monotonic one (milliseconds, performance.now).
 */

const SAMPLES_MAX = 12;
const SAMPLE_AGE_MAX_MS = 180_000;
/** A round trip longer than this says more about the network than about the clock. */
const WAY_MAX_MS = 500;

export class ServerClock {
  #local;
  #samples = [];

  constructor(local = () => performance.now()) {
    this.#local = local;
  }

  /** Takes in an answer's `serverTime`, with the local times at which its request left and it arrived. */
  sample(serverTime, sentAt, receivedAt) {
    const written = Date.parse(serverTime);
    if (Number.isNaN(written)) {
      return;
    }
    const fresh = this.#samples.filter((sample) => receivedAt - sample.receivedAt < SAMPLE_AGE_MAX_MS);
    fresh.push({ receivedAt, bound: written - receivedAt, way: Math.min((receivedAt - sentAt) / 2, WAY_MAX_MS) });
    this.#samples = fresh.slice(-SAMPLES_MAX);
  }

  /** After the device slept, the monotonic clock may have stood still: the next sample shall stand alone. */
  forget() {
    this.#samples = [];
  }

  get known() {
    return this.#samples.length > 0;
  }

  /** Local milliseconds since the newest sample; Infinity before the first. */
  get ageMs() {
    const newest = this.#samples.at(-1);
    return newest ? this.#local() - newest.receivedAt : Infinity;
  }

  /** The server's time in epoch milliseconds; NaN as long as no answer has come. */
  now() {
    if (!this.known) {
      return NaN;
    }
    const best = this.#samples.reduce((a, b) => (b.bound > a.bound ? b : a));
    return this.#local() + best.bound + best.way;
  }
}
