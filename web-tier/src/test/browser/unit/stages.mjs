/** Every stage of the one big button, with the facts that lead to it: [sentence, facts, stage, what a press does]. */

const OPENS = Date.parse('2026-12-01T12:00:00Z');
const SECOND = 1_000;
const iso = (ms) => new Date(ms).toISOString();

/** A shopper with a reservation at an open sale, changed by what a test is about. */
function facts({ sale = {}, item = {}, ...others } = {}) {
  return {
    sale: { state: 'OPEN', opensAt: iso(OPENS), closesAt: iso(OPENS + 3_600 * SECOND), ...sale },
    item: { sku: 'PHONE-X', state: 'AVAILABLE', left: 10, ...item },
    now: OPENS + SECOND,
    signedIn: true,
    reserved: 'yes',
    reserving: false,
    ask: null,
    purchase: null,
    acting: null,
    room: 1,
    elsewhere: false,
    ...others,
  };
}

const early = (others = {}) => facts({ sale: { state: 'READY' }, now: OPENS - 60 * SECOND, ...others });
const held = { state: 'HELD', holdExpiresAt: iso(OPENS + 300 * SECOND) };
const carted = { state: 'CARTED', payBy: iso(OPENS + 900 * SECOND) };

export const TABLE = [
  ['a guest is asked to sign in', early({ signedIn: false, reserved: 'unknown' }), 'signInToReserve', 'signIn'],
  ['a guest at a sale for everybody may sign in early', early({ signedIn: false, reserved: 'unneeded' }), 'signInEarly', 'signIn'],
  ['who has not reserved may', early({ reserved: 'no' }), 'reserve', 'reserve'],
  ['a reservation on its way', early({ reserved: 'no', reserving: true }), 'reserving', null],
  ['a reservation not yet known', early({ reserved: 'unknown' }), 'checking', null],
  ['who has reserved waits', early(), 'reserved', null],
  ['at a sale for everybody one waits too', early({ reserved: 'unneeded' }), 'waiting', null],
  ['in the last ten seconds one gets ready', { ...early(), now: OPENS - 9 * SECOND }, 'getReady', null],
  ['without a server time nothing opens', { ...early(), now: NaN }, 'reserved', null],
  ['by the server clock it is open, whatever the last answer said', { ...early(), now: OPENS }, 'grab', 'grab'],
  ['open', facts(), 'grab', 'grab'],
  ['a guest at an open sale', facts({ signedIn: false, reserved: 'unknown' }), 'signInToGrab', 'signIn'],
  ['who did not reserve missed it', facts({ reserved: 'no' }), 'notReserved', null],
  ['who may have reserved is let try', facts({ reserved: 'unknown' }), 'grab', 'grab'],
  ['asking', facts({ ask: { phase: 'asking', waitMs: 0 } }), 'asking', null],
  ['in line', facts({ ask: { phase: 'queued', position: 5 } }), 'queued', null],
  ['no answer at all', facts({ ask: { phase: 'unknown' } }), 'unknown', 'grab'],
  ['refused', facts({ ask: { phase: 'refused', reason: 'degraded' } }), 'refused', 'grab'],
  ['won', facts({ purchase: held, room: 0 }), 'won', 'cart'],
  ['won, on the way to the cart', facts({ purchase: held, room: 0, acting: 'cart' }), 'carting', null],
  ['won, being given back', facts({ purchase: held, room: 0, acting: 'cancel' }), 'cancelling', null],
  ['a hold that ran out', facts({ purchase: held, room: 0, now: OPENS + 300 * SECOND }), 'lapsed', null],
  ['a hold outlives the sale', facts({ purchase: held, room: 0, sale: { state: 'CLOSED' } }), 'won', 'cart'],
  ['a hold outlives a pause', facts({ purchase: held, room: 0, sale: { state: 'PAUSED' } }), 'won', 'cart'],
  ['in the cart', facts({ purchase: carted, room: 0 }), 'carted', null],
  ['in the cart, with room for another', facts({ purchase: carted, room: 1 }), 'grab', 'grab'],
  ['bought', facts({ purchase: { state: 'PAID' }, room: 0 }), 'paid', null],
  ['the limit is used up by another item', facts({ room: 0, elsewhere: true }), 'limit', null],
  ['sold out', facts({ item: { state: 'SOLD_OUT', left: 0 } }), 'soldOut', null],
  ['sold out everywhere', facts({ sale: { state: 'SOLD_OUT' } }), 'soldOut', null],
  ['sold out, though the last answer is still on its way', facts({ sale: { state: 'SOLD_OUT' }, ask: { phase: 'asking', waitMs: 0 } }), 'asking', null],
  ['paused', facts({ sale: { state: 'PAUSED' } }), 'paused', null],
  ['paused before the opening', early({ sale: { state: 'PAUSED', opensAt: iso(OPENS), closesAt: iso(OPENS + SECOND) } }), 'paused', null],
  ['closed', facts({ sale: { state: 'CLOSED' } }), 'ended', null],
  ['over by the server clock', facts({ now: OPENS + 3_600 * SECOND }), 'ended', null],
];
