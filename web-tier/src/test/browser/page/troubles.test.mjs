import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { eventually, listen, stage } from '../browser.mjs';
import { atStub } from '../atStub.mjs';

/** What goes wrong between a shopper and a sale. Only the double can be told to fail on purpose. */

const at = atStub();
const grabKeys = () => at.stub.requests.filter(({ call }) => call === 'grab').map(({ key }) => key);
const units = () => at.stub.purchases.size;

describe('an answer that gets lost', () => {
  it('is asked for again with the same key, and buys once', async () => {
    await at.meiAt();
    at.stub.next('grab', { drop: true, apply: true }, { status: 503, reason: 'unknown-outcome', retryAfter: 1 });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    assert.deepEqual([grabKeys().length, new Set(grabKeys()).size, units()], [3, 1, 1]);
  });

  it('is asked for again after a reload in the middle', async () => {
    await at.meiAt();
    at.stub.next('grab', { status: 503, reason: 'unknown-outcome', retryAfter: 60, apply: true });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'asking').waitFor();
    await eventually(async () => assert.match(await at.note(), /Asking again in \d+ s/));
    await at.tab.reload();
    await stage(at.tab, 'won').waitFor();
    assert.deepEqual([grabKeys().length, new Set(grabKeys()).size, units()], [2, 1, 1]);
  });

  it('is not called a refusal when the refusal cannot know', async () => {
    await at.meiAt();
    at.stub.next('grab', { drop: true, apply: true }, { reason: 'sold-out' });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    assert.equal(units(), 1);
  });

  it('on the way to the cart is asked for again', async () => {
    await at.meiAt();
    at.stub.next('cart', { drop: true, apply: true });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').locator('.big').click();
    await stage(at.tab, 'carted').waitFor();
    const keys = at.stub.requests.filter(({ call }) => call === 'cart').map(({ key }) => key);
    assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
  });
});

describe('a crowd', () => {
  it('makes the page wait as long as the server asks, and no shorter', async () => {
    await at.meiAt();
    at.stub.next('grab', { status: 503, reason: 'degraded', retryAfter: 1 }, { status: 429, reason: 'queue-full', retryAfter: 1 });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    const times = at.stub.requests.filter(({ call }) => call === 'grab').map(({ at }) => at);
    assert.equal(times.length, 3);
    assert.ok(times[1] - times[0] >= 1_000 && times[2] - times[1] >= 1_000, `asked at ${times}`);
  });

  it('lines up, and the place in line is shown and said', async () => {
    await at.meiAt();
    at.stub.next('grab', { answer: { status: 202, body: { outcome: 'QUEUED', ticket: 'T1', position: 1234, pollAfterMs: 300 } } });
    at.stub.tickets.set('T1', [{ state: 'QUEUED', position: 1234, pollAfterMs: 1_000 }, { state: 'REFUSED', problem: { reason: 'sold-out' } }]);
    const said = await listen(at.tab);
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'queued').waitFor();
    assert.match(await at.note(), /number 1,234 in line/);
    await stage(at.tab, 'refused').waitFor();
    assert.match(await at.note(), /The last unit went just before you/);
    await eventually(async () => assert.match(JSON.stringify(await said()), /number 1,234 in line.*"assertive","Phone X. Try again. The last unit/));
  });

  it('is asked for the state no more than once a second, also around the opening', async () => {
    await at.meiAt({ opensInMs: 3_000 });
    await stage(at.tab, 'grab').waitFor();
    const polls = () => at.stub.requests.filter(({ call }) => call === 'sale').map(({ at }) => at);
    await eventually(async () => assert.ok(polls().length >= 4));
    const times = polls();
    const apart = (times.at(-1) - times[0]) / (times.length - 1);
    assert.ok(apart >= 950, `polls ${apart} ms apart`);
    const calls = new Set(at.stub.requests.map(({ call }) => call));
    assert.deepEqual([...calls].sort(), ['purchases', 'reservation', 'sale', 'session']);
  });
});

describe('refusals', () => {
  for (const [reason, words] of [
    ['blocked', /This account cannot take part.*support/],
    ['limit-reached', /You have all that one person may buy here/],
    ['challenge-required', /sure that you are human/],
    ['sale-ended', /The sale is over/],
    ['a-reason-of-tomorrow', /The shop said no: a-reason-of-tomorrow.*trace-1/s],
  ]) {
    it(`are put into words: ${reason}`, async () => {
      await at.meiAt();
      at.stub.next('grab', { reason, status: 403 });
      await stage(at.tab, 'grab').locator('.big').click();
      await stage(at.tab, 'refused').waitFor();
      assert.match(await at.tab.locator('.act__why').innerText(), words);
    });
  }

  it('of a lapsed session lead to signing in, and the request is not lost', async () => {
    await at.meiAt();
    at.stub.next('grab', { drop: true, apply: true }, { reason: 'login-invalid' });
    at.stub.next('purchases', { reason: 'login-invalid' });
    await stage(at.tab, 'grab').locator('.big').click();
    await at.tab.locator('dialog').waitFor();
    assert.match(await at.tab.locator('dialog').innerText(), /Your session has ended/);
    await at.tab.getByLabel('Your name').fill('mei');
    await at.tab.getByRole('button', { name: 'Continue' }).click();
    await stage(at.tab, 'won').waitFor();
    assert.equal(units(), 1);
  });

  it('of a cart are told, and the page shows how things stand', async () => {
    await at.meiAt();
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    at.stub.next('cart', { reason: 'hold-expired' });
    Object.assign([...at.stub.purchases.values()][0], { state: 'RELEASED', releaseReason: 'EXPIRED' });
    await at.big().click();
    await stage(at.tab, 'grab').waitFor();
    assert.match(await at.tab.locator('.toast').innerText(), /did not get into your cart. Your time ran out/);
  });
});

describe('the clock', () => {
  it('is the server one, whatever the device believes', async () => {
    at.stub.skewMs = -7 * 3_600_000;
    await at.meiAt({ opensInMs: 3_500 });
    await stage(at.tab, 'getReady').waitFor();
    await stage(at.tab, 'grab').waitFor();
    const left = Date.parse([...at.stub.sales.values()][0].opensAt) - at.stub.now();
    assert.ok(left < 100, `opened ${left} ms too early`);
    assert.ok(left > -5_000, `opened ${-left} ms late`);
  });

  it('is asked again when a grab came a moment too early', async () => {
    await at.meiAt();
    at.stub.next('grab', { reason: 'not-started' });
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    assert.equal(grabKeys().length, 2);
  });
});

describe('a lost connection', () => {
  it('is told below, and the page finds back by itself', async () => {
    await at.meiAt();
    at.stub.next('sale', { drop: true }, { drop: true });
    await eventually(async () => assert.match(await at.tab.locator('.foot__live').innerText(), /Connection lost/));
    await eventually(async () => assert.match(await at.tab.locator('.foot__live').innerText(), /Up to date/));
  });
});
