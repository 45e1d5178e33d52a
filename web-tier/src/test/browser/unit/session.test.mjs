import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Session, subjectOf, takeHandedLogin } from '../../../main/resources/site/assets/session.js';
import { Store } from '../../../main/resources/site/assets/store.js';
import { jwt } from '../stub.mjs';

function aSession({ answer = { kind: 'done', body: { token: 's-1', expiresAt: '2026-12-01T12:30:00Z' } }, now = Date.parse('2026-12-01T12:00:00Z') } = {}) {
  const world = { now, calls: [] };
  const api = {
    live: async (method, path, options) => {
      world.calls.push({ path, ...options });
      return path === '/dev/login' && answer.kind === 'done' ? { kind: 'done', body: { token: jwt(options.body.uid) } } : answer;
    },
  };
  return { world, session: new Session({ api, store: new Store(null), now: () => world.now }) };
}

describe('a session', () => {
  it('is the login exchanged', async () => {
    const { session, world } = aSession();
    assert.equal(await session.exchange(jwt('mei')), null);
    assert.deepEqual([session.signedIn, session.uid, session.token], [true, 'mei', 's-1']);
    assert.equal(world.calls[0].token, jwt('mei'));
  });

  it('of the embedded profile begins with a name', async () => {
    const { session, world } = aSession();
    assert.equal(await session.signInAs('u7'), null);
    assert.deepEqual(world.calls.map((call) => call.path), ['/dev/login', '/v1/session']);
    assert.equal(session.uid, 'u7');
  });

  it('does not begin when the login is refused', async () => {
    const { session } = aSession({ answer: { kind: 'no', status: 401, reason: 'login-invalid' } });
    assert.equal(await session.exchange('forged'), 'login-invalid');
    assert.equal(session.signedIn, false);
  });

  it('ends with its time, by the server clock', async () => {
    const { session, world } = aSession();
    await session.exchange(jwt('mei'));
    world.now += 1_800_000;
    assert.deepEqual([session.signedIn, session.token], [false, null]);
  });

  it('is renewed shortly before its end, and not over and over', async () => {
    const { session, world } = aSession();
    await session.exchange(jwt('mei'));
    await session.renewIfDue();
    assert.equal(world.calls.length, 1);
    world.now += 1_600_000;
    await session.renewIfDue();
    await session.renewIfDue();
    assert.equal(world.calls.length, 2);
    assert.equal(world.calls[1].token, jwt('mei'));
  });
});

describe('a login handed over by the shop', () => {
  it('leaves the address bar', () => {
    const location = { hash: '#token=abc.def.', pathname: '/sales/X', search: '?lang=zh' };
    const replaced = [];
    assert.equal(takeHandedLogin(location, { state: null, replaceState: (...args) => replaced.push(args[2]) }), 'abc.def.');
    assert.deepEqual(replaced, ['/sales/X?lang=zh']);
  });

  it('is not seen where there is none', () => {
    const history = { replaceState: () => assert.fail('nothing to wipe') };
    assert.equal(takeHandedLogin({ hash: '#purchases', pathname: '/', search: '' }, history), null);
  });

  it('names the shopper, also in letters beyond ASCII', () => assert.equal(subjectOf(jwt('梅')), '梅'));
  it('may be no JWT at all', () => assert.equal(subjectOf('opaque'), ''));
});
