import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerClock } from '../../../main/resources/site/assets/clock.js';

const NOON = Date.parse('2026-12-01T12:00:00Z');

/** A clock whose local time the test moves; the server's is `NOON + local + ahead`. */
function aClock(ahead = 0) {
  const world = { local: 0 };
  const clock = new ServerClock(() => world.local);
  const iso = (local) => new Date(NOON + local + ahead).toISOString();
  return { clock, world, serverAt: (local) => NOON + local + ahead, hear: (written, sent, received) => clock.sample(iso(written), sent, received) };
}

describe('the server clock', () => {
  it('knows nothing before the first answer', () => {
    assert.equal(new ServerClock(() => 0).known, false);
    assert.ok(Number.isNaN(new ServerClock(() => 0).now()));
  });

  it('takes the middle of the round trip as the moment the answer was written', () => {
    const { clock, world, serverAt, hear } = aClock(-7_200_000);
    hear(140, 100, 180);
    world.local = 1_000;
    assert.equal(clock.now(), serverAt(1_000));
  });

  it('is not set back by an answer that lay in a cache', () => {
    const { clock, world, serverAt, hear } = aClock();
    hear(50, 40, 60);
    hear(50, 5_000, 5_010);
    world.local = 6_000;
    assert.equal(clock.now(), serverAt(6_000));
  });

  it('comes forward as soon as a fresher answer proves that it is late', () => {
    const { clock, world, serverAt, hear } = aClock();
    hear(0, 1_000, 1_020);
    world.local = 1_100;
    assert.ok(clock.now() < serverAt(1_100) - 900);
    hear(2_010, 2_000, 2_020);
    world.local = 2_100;
    assert.equal(clock.now(), serverAt(2_100));
  });

  it('lets a single slow answer shift it by no more than half a second', () => {
    const { clock, world, serverAt, hear } = aClock();
    hear(10, 0, 7_000);
    world.local = 7_000;
    assert.ok(serverAt(7_000) - clock.now() > 6_000, 'late, never early');
  });

  it('starts anew after the device slept', () => {
    const { clock, world, hear } = aClock();
    hear(10, 0, 20);
    clock.forget();
    assert.equal(clock.known, false);
    clock.sample(new Date(NOON + 3_600_000).toISOString(), 30, 50);
    world.local = 50;
    assert.equal(clock.now(), NOON + 3_600_010);
  });

  it('ignores what is not a time', () => {
    const { clock } = aClock();
    clock.sample('soon', 0, 1);
    clock.sample(undefined, 0, 1);
    assert.equal(clock.known, false);
  });
});
