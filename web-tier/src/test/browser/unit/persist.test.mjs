import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { untilDecided, waitMs } from '../../../main/resources/site/assets/persist.js';

const done = { kind: 'done', status: 200, body: {} };
const no = (reason, retryAfterMs = 0) => ({ kind: 'no', status: 409, reason, retryAfterMs });
const silence = { kind: 'silence', retryAfterMs: 0 };

/** Answers one after the other; time passes only while pausing. */
function aServer(...answers) {
  const world = { asked: 0, now: 0, pauses: [] };
  const send = async () => answers[Math.min(world.asked++, answers.length - 1)];
  const tools = {
    random: () => 0,
    now: () => world.now,
    patienceMs: 60_000,
    pause: async (ms) => {
      world.now += ms;
      world.pauses.push(ms);
    },
  };
  return { world, send, tools };
}

describe('asking until there is an answer', () => {
  for (const reason of ['degraded', 'no-majority', 'unknown-outcome', 'key-in-use', 'too-fast', 'queue-full']) {
    it(`asks again after ${reason}`, async () => {
      const { world, send, tools } = aServer(no(reason), done);
      const { answer } = await untilDecided(send, tools);
      assert.equal(answer, done);
      assert.equal(world.asked, 2);
    });
  }

  it('asks again when no answer came', async () => {
    const { send, tools } = aServer(silence, silence, done);
    const { answer, attempts } = await untilDecided(send, tools);
    assert.deepEqual([answer, attempts], [done, 3]);
  });

  it('takes a refusal as an answer', async () => {
    const { world, send, tools } = aServer(no('sold-out'), done);
    const { answer, doubt } = await untilDecided(send, tools);
    assert.deepEqual([answer.reason, doubt, world.asked], ['sold-out', false, 1]);
  });

  for (const open of [silence, no('unknown-outcome'), no('key-in-use')]) {
    it(`remembers that an attempt may have been carried out: ${open.reason ?? 'silence'}`, async () => {
      const { send, tools } = aServer(open, no('sold-out'));
      assert.equal((await untilDecided(send, tools)).doubt, true);
    });
  }

  it('has no doubt after an answer that says nothing was done', async () => {
    const { send, tools } = aServer(no('degraded'), no('sold-out'));
    assert.equal((await untilDecided(send, tools)).doubt, false);
  });

  it('gives up when patience ends, with the last answer', async () => {
    const { world, send, tools } = aServer(silence);
    const { answer } = await untilDecided(send, tools);
    assert.equal(answer, silence);
    assert.ok(world.now <= tools.patienceMs && world.now > tools.patienceMs / 2, `gave up after ${world.now}`);
  });

  it('asks again for what the caller wants asked again', async () => {
    const { world, send, tools } = aServer(no('not-started'), no('not-started'), done);
    await untilDecided(send, { ...tools, again: (answer, attempt) => answer.reason === 'not-started' && attempt < 5 });
    assert.equal(world.asked, 3);
  });
});

describe('the wait between attempts', () => {
  it('is never shorter than the server asks for', () => {
    assert.equal(waitMs(no('degraded', 3_000), 0, () => 0), 3_000);
  });

  it('doubles by itself up to eight seconds', () => {
    assert.deepEqual([0, 1, 2, 10, 50].map((attempt) => waitMs(silence, attempt, () => 0)), [400, 800, 1_600, 8_000, 8_000]);
  });

  it('spreads a crowd that was refused together', () => {
    assert.equal(waitMs(no('degraded', 1_000), 0, () => 0.5), 1_500);
    assert.equal(waitMs(no('degraded', 10_000), 0, () => 0.999), 11_998);
  });
});
