import { Stub } from './stub.mjs';

/**
 * Where a test takes place: at the double of stub.mjs, or at a real web process when TAPGRID_SITE names one. Then
 * TAPGRID_CONTROL is where sales of PHONE-X are made and moved: POST /sales?id=…&opensInMs=…, POST /pause?id=….
 */

export const PHONE_X = { sku: 'PHONE-X', name: { en: 'Phone X', zh: '手机 X' }, priceMinor: 199900, currency: 'CNY', stock: 10 };

let sales = 0;

export async function aWorld() {
  return process.env.TAPGRID_SITE ? new RealWorld(process.env.TAPGRID_SITE, process.env.TAPGRID_CONTROL) : StubWorld.start();
}

function specOf({ stock = 10, items = [{ ...PHONE_X, stock }], ...spec }) {
  const id = `S-${(Date.now() % 1e9).toString(36).toUpperCase()}-${++sales}`;
  return { id, name: { en: 'Phone day', zh: '手机日' }, closesInMs: 3_600_000, rule: 'ONE_PER_ITEM', reservation: 'required', holdForMs: 300_000, payForMs: 900_000, items, ...spec };
}

class StubWorld {
  static async start() {
    const world = new StubWorld();
    world.stub = await new Stub().start();
    world.site = world.stub.url;
    return world;
  }

  async sale(spec) {
    return this.stub.addSale(specOf(spec));
  }

  async pause(sale) {
    this.stub.sales.get(sale.id).paused = true;
  }

  stop() {
    return this.stub.stop();
  }
}

class RealWorld {
  constructor(site, control) {
    Object.assign(this, { site, control });
  }

  async sale(spec) {
    const { items, name, ...terms } = specOf(spec);
    await ok(fetch(`${this.control}/sales?${new URLSearchParams({ ...terms, stock: items[0].stock })}`, { method: 'POST' }));
    return terms;
  }

  async pause(sale) {
    await ok(fetch(`${this.control}/pause?id=${sale.id}`, { method: 'POST' }));
  }

  async stop() {}
}

/** A shopper without a page, who uses the API directly. */
export class Shopper {
  #site;
  #token;

  constructor(site, token) {
    this.#site = site;
    this.#token = token;
  }

  static async named(uid, { site }) {
    return new Shopper(site, await login(site, uid));
  }

  reserve(sale, sku = 'PHONE-X') {
    return ok(this.#call('PUT', `/v1/sales/${sale.id}/items/${sku}/reservation`));
  }

  async grab(sale, sku = 'PHONE-X') {
    return (await ok(this.#call('POST', `/v1/sales/${sale.id}/items/${sku}/grab`))).json();
  }

  cancel({ purchaseId }) {
    return ok(this.#call('POST', `/v1/purchases/${purchaseId}/cancel`, {}));
  }

  async purchases() {
    return (await (await ok(this.#call('GET', '/v1/purchases'))).json()).items;
  }

  #call(method, path, body) {
    const headers = { Authorization: `Bearer ${this.#token}`, 'Idempotency-Key': crypto.randomUUID() };
    if (body) {
      headers['Content-Type'] = 'application/json';
    }
    return fetch(this.#site + path, { method, headers, body: body && JSON.stringify(body) });
  }
}

/** What the embedded profile hands out in place of the shop's JWT. */
export async function login(site, uid) {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': crypto.randomUUID() };
  const response = await ok(fetch(`${site}/dev/login`, { method: 'POST', headers, body: JSON.stringify({ uid }) }));
  return (await response.json()).token;
}

async function ok(call) {
  const response = await call;
  if (!response.ok) {
    throw new Error(`${response.url}: ${response.status} ${await response.text()}`);
  }
  return response;
}
