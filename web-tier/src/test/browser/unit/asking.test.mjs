import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Asks } from '../../../main/resources/site/assets/asking.js';
import { Store } from '../../../main/resources/site/assets/store.js';

const SALE = { id: 'PHONE-DAY', opensAt: '2026-12-01T12:00:00Z' };
const OPENS = Date.parse(SALE.opensAt);
const KEY = 'key.mei.PHONE-DAY.PHONE-X';
const WON = { kind: 'done', status: 200, body: { outcome: 'WON', purchaseId: 'PHONE-DAY~0~mei', token: 't', state: 'HELD', holdExpiresAt: '2026-12-01T12:05:00Z' } };
const QUEUED = { kind: 'done', status: 202, body: { outcome: 'QUEUED', ticket: 'T1', position: 9, pollAfterMs: 500 } };
const SILENCE = { kind: 'silence', retryAfterMs: 0 };
const no = (reason, status = 409) => ({ kind: 'no', status, reason, retryAfterMs: 0, traceId: null });
const ticket = (body) => ({ kind: 'done', status: 200, body });

/** A shopper whose calls are answered from lists, and who never really waits. */
function aShopper({ grab = [WON], tickets = [], owned = [], now = OPENS + 5_000 } = {}) {
  const calls = [];
  const world = { now: 0, phases: [] };
  const area = new Map();
  const store = new Store({ getItem: (k) => area.get(k) ?? null, setItem: (k, v) => area.set(k, v), removeItem: (k) => area.delete(k) });
  const api = {
    live: async (method, path, { key } = {}) => {
      calls.push({ method, path, key });
      const answers = path.includes('/tickets/') ? tickets : grab;
      return answers.length > 1 ? answers.shift() : answers[0];
    },
  };
  const purchases = {
    noted: new Map(),
    loads: 0,
    note: (purchase) => purchases.noted.set(purchase.purchaseId, purchase),
    get: (id) => purchases.noted.get(id) ?? null,
    liveOf: () => [...purchases.noted.values()],
    look: async () => no('unknown-purchase', 404),
    load: async () => {
      purchases.loads++;
      owned.forEach((purchase) => purchases.note(purchase));
      return null;
    },
  };
  const asks = new Asks({
    api,
    store,
    session: { uid: 'mei', signedIn: true },
    purchases,
    clock: { now: () => now },
    onChange: () => world.phases.push(asks?.of(SALE.id, 'PHONE-X')?.phase ?? null),
    tools: { random: () => 0, now: () => world.now, pause: async (ms) => (world.now += ms) },
  });
  return { asks, calls, store, purchases, world, state: () => asks.of(SALE.id, 'PHONE-X'), grab: () => asks.grab(SALE, 'PHONE-X') };
}

describe('a grab', () => {
  it('that is won becomes a purchase, and its key is forgotten', async () => {
    const shopper = aShopper();
    await shopper.grab();
    assert.equal(shopper.purchases.noted.get('PHONE-DAY~0~mei').state, 'HELD');
    assert.deepEqual([shopper.state(), shopper.store.get(KEY)], [null, null]);
  });

  it('is repeated with one key, however often', async () => {
    const shopper = aShopper({ grab: [SILENCE, no('unknown-outcome', 503), no('degraded', 503), WON] });
    await shopper.grab();
    assert.equal(shopper.calls.length, 4);
    assert.equal(new Set(shopper.calls.map((call) => call.key)).size, 1);
  });

  it('writes its key down before it is sent, and goes on with it after a reload', async () => {
    const first = aShopper({ grab: [SILENCE] });
    await first.grab();
    assert.equal(first.state().phase, 'unknown');
    assert.equal(first.asks.leftOpen(SALE.id, 'PHONE-X'), true);
    const key = first.store.get(KEY);
    assert.equal(first.calls[0].key, key);
    await first.grab();
    assert.equal(first.calls.at(-1).key, key);
  });

  it('takes a new key after a refusal', async () => {
    const shopper = aShopper({ grab: [no('sold-out'), WON] });
    await shopper.grab();
    assert.deepEqual(shopper.state(), { phase: 'refused', reason: 'sold-out', traceId: null });
    await shopper.grab();
    assert.notEqual(shopper.calls[0].key, shopper.calls[1].key);
  });

  it('that is pressed twice is asked once', async () => {
    const shopper = aShopper();
    await Promise.all([shopper.grab(), shopper.grab()]);
    assert.equal(shopper.calls.length, 1);
  });

  it('refused after silence is looked up before the refusal is believed', async () => {
    const owned = [{ purchaseId: 'PHONE-DAY~0~mei', saleId: 'PHONE-DAY', sku: 'PHONE-X', state: 'HELD' }];
    const shopper = aShopper({ grab: [SILENCE, no('sold-out')], owned });
    await shopper.grab();
    assert.equal(shopper.purchases.loads, 1);
    assert.equal(shopper.state(), null);
  });

  it('refused after silence, with nothing found, is refused', async () => {
    const shopper = aShopper({ grab: [SILENCE, no('sold-out')] });
    await shopper.grab();
    assert.equal(shopper.state().reason, 'sold-out');
  });

  it('a moment too early is asked again, long before the opening it is not', async () => {
    const near = aShopper({ grab: [no('not-started'), no('not-started'), WON], now: OPENS + 100 });
    await near.grab();
    assert.equal(near.calls.length, 3);
    const far = aShopper({ grab: [no('not-started')], now: OPENS - 60_000 });
    await far.grab();
    assert.deepEqual([far.calls.length, far.state().reason], [1, 'not-started']);
  });
});

describe('a ticket', () => {
  it('is watched until it wins', async () => {
    const shopper = aShopper({ grab: [QUEUED], tickets: [ticket({ state: 'QUEUED', position: 4, pollAfterMs: 300 }), ticket({ state: 'WON', purchaseId: 'PHONE-DAY~0~mei', token: 't' })] });
    await shopper.grab();
    assert.ok(shopper.world.phases.includes('queued'));
    assert.equal(shopper.purchases.noted.get('PHONE-DAY~0~mei').state, 'HELD');
  });

  it('is watched until it is refused', async () => {
    const shopper = aShopper({ grab: [QUEUED], tickets: [SILENCE, ticket({ state: 'REFUSED', problem: { reason: 'sold-out' } })] });
    await shopper.grab();
    assert.equal(shopper.state().reason, 'sold-out');
  });

  it('that ran out is drawn again with the same key', async () => {
    const shopper = aShopper({ grab: [QUEUED, WON], tickets: [ticket({ state: 'EXPIRED' })] });
    await shopper.grab();
    const keys = shopper.calls.filter((call) => call.method === 'POST').map((call) => call.key);
    assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
    assert.equal(shopper.purchases.noted.size, 1);
  });

  it('that never comes to an end is given up, keeping the key', async () => {
    const shopper = aShopper({ grab: [QUEUED], tickets: [ticket({ state: 'QUEUED', position: 4, pollAfterMs: 1_000 })] });
    await shopper.grab();
    assert.equal(shopper.state().phase, 'unknown');
    assert.notEqual(shopper.store.get(KEY), null);
  });
});
