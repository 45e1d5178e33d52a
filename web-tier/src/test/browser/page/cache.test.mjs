import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readdirSync } from 'node:fs';
import { Shopper, aWorld, login } from '../world.mjs';

/** What a CDN may keep, and for how long: every URL of the shopper site. Needs no browser. */

const SITE_FILES = new URL('../../../main/resources/site/', import.meta.url);
const PAGE = 'max-age=60';
const ASSET = 'max-age=300';
const STATE = 'max-age=1';
const LIVE = 'no-store';

let world;
let sale;
let token;
let purchaseId;
before(async () => {
  world = await aWorld();
  sale = await world.sale({ opensInMs: 8_000 });
  const shopper = await Shopper.named('cache-1', world);
  await shopper.reserve(sale);
  token = await login(world.site, 'cache-1');
  purchaseId = (await onceOpen(() => shopper.grab(sale))).purchaseId;
});
after(() => world.stop());

describe('the page may be kept by a CDN', () => {
  for (const [path, expected] of [
    ['/', PAGE],
    ['/sales/SALE', PAGE],
    ['/sales/NO-SUCH-SALE', PAGE],
    ...assets().map((path) => [path, ASSET]),
    ['/v1/sales', STATE],
    ['/v1/sales/SALE', STATE],
  ]) {
    it(`${path}: ${expected}`, async () => {
      const address = world.site + path.replace('SALE', path.includes('NO-SUCH') ? 'SALE' : sale.id);
      const response = await fetch(address);
      assert.equal(response.status, 200);
      assert.equal(directives(response), expected);
      assert.equal(response.headers.get('Set-Cookie'), null);
      assert.doesNotMatch(response.headers.get('Vary') ?? '', /Authorization|Cookie|Accept-Language|Origin/i);
      const etag = response.headers.get('ETag');
      assert.match(etag ?? '', /^(W\/)?".+"$/);
      await response.arrayBuffer();
      const again = await fetch(address, { headers: { 'If-None-Match': etag } });
      assert.equal(again.status, 304);
    });
  }

  it('and is the same for every sale and everyone', async () => {
    const [front, page, own] = await Promise.all(
      [['/'], [`/sales/${sale.id}`], [`/sales/${sale.id}`, { Authorization: `Bearer ${token}`, 'Accept-Language': 'zh' }]].map(async ([path, headers]) =>
        (await fetch(world.site + path, { headers })).text(),
      ),
    );
    assert.equal(front, page);
    assert.equal(page, own);
  });

  it('and lets no script or style of others in', async () => {
    const policy = (await fetch(`${world.site}/`)).headers.get('Content-Security-Policy') ?? '';
    assert.match(policy, /default-src 'none'|default-src 'self'/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|\*/);
  });
});

describe('what is somebody’s own is never kept', () => {
  const item = '/v1/sales/SALE/items/PHONE-X';
  for (const [method, path, body, status] of [
    ['POST', '/v1/session', undefined, 200],
    ['POST', '/dev/login', { uid: 'cache-2' }, 200],
    ['GET', `${item}/reservation`, undefined, 200],
    ['PUT', `${item}/reservation`, undefined, 409],
    ['POST', `${item}/grab`, undefined, 409],
    ['GET', '/v1/purchases', undefined, 200],
    ['GET', '/v1/purchases/PURCHASE', undefined, 200],
    ['POST', '/v1/purchases/PURCHASE/cart', { token: 'wrong' }, 403],
    ['POST', '/v1/purchases/PURCHASE/cancel', {}, 200],
    ['GET', '/v1/tickets/NO-SUCH-TICKET', undefined, 404],
    ['GET', '/v1/no-such-path', undefined, 404],
    ['GET', '/v1/sales/NO-SUCH-SALE', undefined, 404],
  ]) {
    it(`${method} ${path}: ${status}, ${LIVE}`, async () => {
      const headers = { Authorization: `Bearer ${token}`, 'Idempotency-Key': crypto.randomUUID() };
      if (body) {
        headers['Content-Type'] = 'application/json';
      }
      const address = world.site + path.replace('/SALE/', `/${sale.id}/`).replace('PURCHASE', encodeURIComponent(purchaseId));
      const response = await fetch(address, { method, headers, body: body && JSON.stringify(body) });
      assert.equal(response.status, status, await response.clone().text());
      assert.equal(directives(response), LIVE);
    });
  }
});

function assets() {
  return readdirSync(new URL('assets/', SITE_FILES), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `/assets${`${entry.parentPath ?? entry.path}/`.split('/site/assets')[1]}${entry.name}`.replaceAll('//', '/'));
}

/** Without `public`, which says nothing new where no login goes along. */
function directives(response) {
  const all = (response.headers.get('Cache-Control') ?? 'nothing').split(/\s*,\s*/);
  return all.filter((one) => one !== 'public').sort().join(', ');
}

async function onceOpen(attempt) {
  const until = Date.now() + 30_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until || !error.message.includes('not-started')) {
        throw error;
      }
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}
