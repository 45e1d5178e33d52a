/**
 * How often to ask for the state of sales. Around the opening once a second, otherwise slower, in a hidden tab slower
 * still, and always with a part by chance: a million pages opened by one push message must not ask in step.
 */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const FAILURE_WAIT_MAX_MS = 30 * SECOND;
const HIDDEN_MIN_MS = 30 * SECOND;

/**
 * @param sales the sales the page shows: {state, opensAt, closesAt}
 * @param now the server's time, NaN while unknown
 * @param failures how many questions in a row went unanswered
 */
export function pollDelayMs({ sales, now, hidden, failures, random }) {
  const calm = failures > 0
    ? Math.min(SECOND * 2 ** Math.min(failures, 10), FAILURE_WAIT_MAX_MS)
    : Math.min(MINUTE, ...sales.map((sale) => paceOf(sale, now)));
  const base = hidden && !opensSoon(sales, now) ? Math.max(calm, HIDDEN_MIN_MS) : calm;
  return Math.round(base * (1 + random() * 0.3));
}

function paceOf(sale, now) {
  const toOpening = Date.parse(sale.opensAt) - now;
  if (sale.state === 'CLOSED') {
    return MINUTE;
  }
  if (toOpening > 10 * MINUTE) {
    return 30 * SECOND;
  }
  if (toOpening > MINUTE) {
    return 10 * SECOND;
  }
  if (toOpening > 15 * SECOND) {
    return 3 * SECOND;
  }
  return toOpening > -MINUTE ? SECOND : 2 * SECOND;
}

/** A hidden tab may be one the shopper comes back to at the last moment. */
function opensSoon(sales, now) {
  return sales.some((sale) => Math.abs(Date.parse(sale.opensAt) - now) < 15 * SECOND);
}
