/**
 * What the one big button of an item is at this moment. A pure function: the same facts give the same stage, and the page
 * only shows it. `name` is one of the stages below; words.js has `<name>.label` and `<name>.note` for each.
 *
 *   do      what a press does: 'reserve' | 'grab' | 'cart' | 'signIn' | null (then a press says the note aloud)
 *   busy    something is on its way
 *   voice   how the change into this stage is announced for this item: 'assertive' | 'polite' | null; openings, pauses and
 *           endings are announced once for the sale, by herald.js
 *   params  for the words
 */

const READY_BEFORE_MS = 10_000;
const BEFORE_OPENING = new Set(['SCHEDULED', 'WARMING', 'READY']);

const stage = (name, { does = null, busy = false, voice = null, ...params } = {}) => ({
  name,
  do: does,
  busy,
  voice,
  params,
});

/**
 * @param facts {sale, item, now, signedIn, reserved, reserving, ask, purchase, acting, room, elsewhere}
 *   reserved: 'yes' | 'no' | 'unknown' | 'unneeded'; ask: see asking.js; purchase: the live one to show, or null;
 *   acting: 'cart' | 'cancel' | null; room: units the shopper may still try for; elsewhere: the limit is used up by
 *   another item
 */
export function stageOf(facts) {
  return asked(facts) ?? owned(facts) ?? closed(facts) ?? early(facts) ?? open(facts);
}

function asked({ ask }) {
  if (ask?.phase === 'asking') {
    return stage('asking', { busy: true, voice: 'polite', seconds: Math.ceil(ask.waitMs / 1000) });
  }
  if (ask?.phase === 'queued') {
    return stage('queued', { busy: true, voice: 'polite', position: ask.position });
  }
  return null;
}

function owned({ purchase, acting, now, room, ask }) {
  if (!purchase) {
    return ask?.phase === 'unknown' ? stage('unknown', { does: 'grab', voice: 'assertive' }) : null;
  }
  if (acting) {
    return stage(acting === 'cart' ? 'carting' : 'cancelling', { busy: true });
  }
  if (purchase.state === 'HELD') {
    return now >= Date.parse(purchase.holdExpiresAt)
      ? stage('lapsed', { busy: true, voice: 'assertive' })
      : stage('won', { does: 'cart', voice: 'assertive', until: purchase.holdExpiresAt });
  }
  if (ask?.phase === 'unknown') {
    return stage('unknown', { does: 'grab', voice: 'assertive' });
  }
  if (room > 0) {
    return null;
  }
  return purchase.state === 'PAID'
    ? stage('paid', { voice: 'polite' })
    : stage('carted', { voice: 'assertive', until: purchase.payBy });
}

function closed({ sale, now }) {
  if (sale.state === 'CLOSED' || now >= Date.parse(sale.closesAt)) {
    return stage('ended');
  }
  return sale.state === 'PAUSED' ? stage('paused') : null;
}

function early({ sale, now, signedIn, reserved, reserving }) {
  const toOpening = Date.parse(sale.opensAt) - now;
  if (!BEFORE_OPENING.has(sale.state) || !(toOpening > 0 || Number.isNaN(toOpening))) {
    return null;
  }
  if (reserving) {
    return stage('reserving', { busy: true });
  }
  if (!signedIn) {
    return stage(reserved === 'unneeded' ? 'signInEarly' : 'signInToReserve', { does: 'signIn' });
  }
  if (reserved === 'no') {
    return stage('reserve', { does: 'reserve' });
  }
  if (reserved === 'unknown') {
    return stage('checking', { busy: true });
  }
  if (toOpening <= READY_BEFORE_MS) {
    return stage('getReady', { seconds: Math.ceil(toOpening / 1000) });
  }
  return stage(reserved === 'yes' ? 'reserved' : 'waiting', { voice: reserved === 'yes' ? 'polite' : null, at: sale.opensAt });
}

function open({ sale, item, signedIn, reserved, ask, room, elsewhere }) {
  if (elsewhere || room === 0) {
    return stage('limit');
  }
  if (signedIn && reserved === 'no') {
    return stage('notReserved', { voice: 'polite' });
  }
  if (item.state === 'SOLD_OUT' || sale.state === 'SOLD_OUT') {
    return stage('soldOut', { voice: ask?.phase === 'refused' ? 'assertive' : 'polite' });
  }
  if (!signedIn) {
    return stage('signInToGrab', { does: 'signIn' });
  }
  if (ask?.phase === 'refused') {
    return stage('refused', { does: 'grab', voice: 'assertive', reason: ask.reason, traceId: ask.traceId });
  }
  return stage('grab', { does: 'grab' });
}
