/**
 * Asking until there is an answer. Every request that changes something carries a key, so that it may be sent again: the
 * server does it once, however often it is asked.
 */

const FIRST_WAIT_MS = 400;
const WAIT_MAX_MS = 8_000;
const JITTER_MAX_MS = 2_000;

/** Reasons that decide nothing: the same request shall be sent again after a while. */
const ASK_AGAIN = new Set(['degraded', 'no-majority', 'unknown-outcome', 'key-in-use', 'too-fast', 'queue-full']);

/** Whether an answer leaves open if the request was carried out. */
export function leavesOpen(answer) {
  return answer.kind === 'silence' || answer.reason === 'unknown-outcome' || answer.reason === 'key-in-use';
}

export function decidesNothing(answer) {
  return answer.kind === 'silence' || (answer.kind === 'no' && ASK_AGAIN.has(answer.reason));
}

/**
 * How long to wait before the next attempt: what the server asks for, or twice as long each time; then a part more by
 * chance, so that a crowd that was refused together does not come back together.
 *
 * @param random () => [0, 1)
 */
export function waitMs(answer, attempt, random) {
  const own = Math.min(FIRST_WAIT_MS * 2 ** Math.min(attempt, 10), WAIT_MAX_MS);
  const asked = Math.max(answer.retryAfterMs ?? 0, own);
  return Math.round(asked + random() * Math.min(asked, JITTER_MAX_MS));
}

/**
 * Sends until something is decided, or patience ends.
 *
 * @param send () => Promise of an answer of api.js, always with the same key
 * @param again (answer, attempt) => whether this answer, too, shall be asked again
 * @param onWait (answer, ms) => told before each pause
 * @param now () => monotonic milliseconds
 * @returns {{answer, doubt: boolean, attempts: number}} `doubt`: some attempt may have been carried out unseen
 */
export async function untilDecided(send, { pause, random, now, patienceMs, again = () => false, onWait = () => {} }) {
  const until = now() + patienceMs;
  let doubt = false;
  for (let attempt = 0; ; attempt++) {
    const answer = await send();
    doubt ||= leavesOpen(answer);
    const ms = waitMs(answer, attempt, random);
    if ((!decidesNothing(answer) && !again(answer, attempt)) || now() + ms > until) {
      return { answer, doubt, attempts: attempt + 1 };
    }
    onWait(answer, ms);
    await pause(ms);
  }
}

export const pauseFor = (ms) => new Promise((wake) => setTimeout(wake, ms));

/** A key nobody else has: 128 random bits in hex. `crypto.randomUUID` would need HTTPS, which a trial in a local network lacks. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
