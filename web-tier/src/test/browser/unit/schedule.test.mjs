import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pollDelayMs } from '../../../main/resources/site/assets/schedule.js';

const OPENS = Date.parse('2026-12-01T12:00:00Z');
const sale = (state = 'READY') => ({ state, opensAt: new Date(OPENS).toISOString(), closesAt: new Date(OPENS + 3_600_000).toISOString() });
const delay = (toOpeningMs, others = {}) =>
  pollDelayMs({ sales: [sale()], now: OPENS - toOpeningMs, hidden: false, failures: 0, random: () => 0, ...others });

describe('how often the state is asked for', () => {
  it('never more than once a second', () => {
    for (let ms = -3_600_000; ms < 3_600_000; ms += 500) {
      assert.ok(delay(ms) >= 1_000, `at ${ms}`);
    }
  });

  it('once a second around the opening, slower the farther away', () => {
    assert.deepEqual([3_600_000, 300_000, 30_000, 5_000, -5_000, -120_000].map((ms) => delay(ms)), [30_000, 10_000, 3_000, 1_000, 1_000, 2_000]);
  });

  it('with a part by chance', () => assert.equal(delay(5_000, { random: () => 0.5 }), 1_150));

  it('slowly in a hidden tab, unless the opening is near', () => {
    assert.equal(delay(-120_000, { hidden: true }), 30_000);
    assert.equal(delay(5_000, { hidden: true }), 1_000);
  });

  it('slower after each failure, up to half a minute', () => {
    assert.deepEqual([1, 2, 3, 20].map((failures) => delay(5_000, { failures })), [2_000, 4_000, 8_000, 30_000]);
  });

  it('once a minute for what is over, or when there is nothing', () => {
    assert.equal(pollDelayMs({ sales: [sale('CLOSED')], now: OPENS, hidden: false, failures: 0, random: () => 0 }), 60_000);
    assert.equal(pollDelayMs({ sales: [], now: NaN, hidden: false, failures: 0, random: () => 0 }), 60_000);
  });
});
