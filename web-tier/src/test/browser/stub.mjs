import { createServer } from 'node:http';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A double of the web process: the shopper API of the contract over plain maps, and the site's files, with the headers
 * the real one sends. It decides nothing cleverly; what a test wants to see can be scripted:
 *
 *   stub.next('grab', {drop: true, apply: true})        the connection breaks, though the grab was carried out
 *   stub.next('grab', {status: 503, reason: 'degraded', retryAfter: 1})
 */

const SITE = fileURLToPath(new URL('../../main/resources/site/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const STATUS = { 'login-required': 401, 'login-invalid': 401, 'not-reserved': 403, blocked: 403, 'unknown-sale': 404, 'unknown-path': 404, 'unknown-purchase': 404, 'unknown-reservation': 404, 'unknown-ticket': 404, 'method-not-allowed': 405, 'not-started': 409, paused: 409, 'sold-out': 409, 'limit-reached': 409, 'wrong-state': 409, 'sale-ended': 410, 'hold-expired': 410 };

class Refusal {
  constructor(reason, { status = STATUS[reason], retryAfter = 0 } = {}) {
    Object.assign(this, { reason, status, retryAfter });
  }
}

export class Stub {
  sales = new Map();
  reservations = new Set();
  purchases = new Map();
  byKey = new Map();
  tickets = new Map();
  sessions = new Map();
  requests = [];
  skewMs = 0;
  devLogin = true;
  #scripts = new Map();
  #server = createServer((request, response) => this.#serve(request, response));

  async start() {
    await new Promise((started) => this.#server.listen(0, '127.0.0.1', started));
    return this;
  }

  get url() {
    return `http://127.0.0.1:${this.#server.address().port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise((stopped) => this.#server.close(stopped));
  }

  now() {
    return Date.now() + this.skewMs;
  }

  iso(ms) {
    return new Date(ms).toISOString();
  }

  /** Opens a sale as `apply` would; times in ms from now. */
  addSale({ id, name = { en: 'Phone day', zh: '手机日' }, opensInMs, closesInMs = 3_600_000, rule = 'ONE_PER_ITEM', reservation = 'required', holdForMs = 300_000, payForMs = 900_000, items }) {
    const now = this.now();
    const opensAt = this.iso(now + opensInMs);
    this.sales.set(id, { id, name, opensAt, closesAt: this.iso(now + opensInMs + closesInMs), rule, reservation, holdForMs, payForMs, items, paused: false });
    return this.sales.get(id);
  }

  /** Scripts the next answers of 'grab', 'cart', 'cancel', 'reserve', 'ticket', 'session', 'sale' or 'purchases'. */
  next(call, ...answers) {
    this.#scripts.set(call, [...(this.#scripts.get(call) ?? []), ...answers]);
  }

  count(call) {
    return this.requests.filter((request) => request.call === call).length;
  }

  state(sale) {
    const now = this.now();
    if (sale.paused) {
      return 'PAUSED';
    }
    if (now >= Date.parse(sale.closesAt)) {
      return 'CLOSED';
    }
    if (now < Date.parse(sale.opensAt)) {
      return Date.parse(sale.opensAt) - now < 60_000 ? 'READY' : 'SCHEDULED';
    }
    return sale.items.every((item) => item.stock === 0) ? 'SOLD_OUT' : 'OPEN';
  }

  #view(sale) {
    const items = sale.items.map(({ stock, ...item }) => ({ ...item, state: stock === 0 ? 'SOLD_OUT' : 'AVAILABLE', left: stock }));
    const { id, name, opensAt, closesAt, rule, reservation } = sale;
    return { id, name, state: this.state(sale), opensAt, closesAt, rule, reservation, items };
  }

  async #serve(request, response) {
    const url = new URL(request.url, this.url);
    try {
      const body = await textOf(request);
      const route = this.#route(request.method, url.pathname);
      if (!route) {
        return await this.#file(request, response, url.pathname);
      }
      const entry = { call: route.call, key: request.headers['idempotency-key'], path: url.pathname, at: Date.now() };
      this.requests.push(entry);
      await this.#answer(route, request, response, body && JSON.parse(body), entry);
    } catch (error) {
      if (!(error instanceof Refusal)) {
        console.error(error);
      }
      problem(response, error instanceof Refusal ? error : new Refusal('degraded', { status: 503 }));
    }
  }

  async #answer(route, request, response, body, entry) {
    const script = this.#scripts.get(route.call)?.shift();
    if (script?.delayMs) {
      await new Promise((wake) => setTimeout(wake, script.delayMs));
    }
    const reply = () => route.run({ uid: () => this.#uid(request), key: entry.key, body });
    if (script?.drop) {
      if (script.apply) {
        reply();
      }
      return breakOff(response);
    }
    if (script?.reason) {
      if (script.apply) {
        reply();
      }
      throw new Refusal(script.reason, script);
    }
    const { status = 200, body: answer, cache = 'no-store', etag = null } = script?.answer ?? reply();
    if (etag && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { 'Cache-Control': cache, ETag: etag }).end();
      return undefined;
    }
    const headers = { 'Content-Type': 'application/json', 'Cache-Control': cache, ...(etag ? { ETag: etag } : {}) };
    response.writeHead(status, headers).end(JSON.stringify(answer));
    return undefined;
  }

  #route(method, path) {
    const at = (pattern) => pattern.exec(path)?.slice(1).map(decodeURIComponent);
    const routes = [
      ['sales', 'GET', /^\/v1\/sales$/, () => this.#public({ items: [...this.sales.values()].map((sale) => this.#view(sale)) })],
      ['sale', 'GET', /^\/v1\/sales\/([^/]+)$/, ([id]) => this.#public(this.#view(this.#sale(id)))],
      ['reservation', 'GET', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/reservation$/, (ids, call) => this.#reservation(ids, call)],
      ['reserve', 'PUT', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/reservation$/, (ids, call) => this.#reserve(ids, call)],
      ['grab', 'POST', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/grab$/, (ids, call) => this.#grab(ids, call)],
      ['ticket', 'GET', /^\/v1\/tickets\/([^/]+)$/, ([id]) => this.#ticket(id)],
      ['purchases', 'GET', /^\/v1\/purchases$/, (_, call) => ({ body: { items: this.#own(call.uid()).map((own) => this.#shown(own)) } })],
      ['purchase', 'GET', /^\/v1\/purchases\/([^/]+)$/, ([id], call) => ({ body: this.#shown(this.#mine(id, call.uid())) })],
      ['cart', 'POST', /^\/v1\/purchases\/([^/]+)\/cart$/, ([id], call) => this.#cart(this.#mine(id, call.uid()), call.body)],
      ['cancel', 'POST', /^\/v1\/purchases\/([^/]+)\/cancel$/, ([id], call) => this.#cancel(this.#mine(id, call.uid()))],
      ['session', 'POST', /^\/v1\/session$/, (_, call) => this.#session(call.uid())],
      ['devLogin', 'POST', /^\/dev\/login$/, (_, call) => ({ body: { token: jwt(call.body.uid) } })],
    ];
    if (path === '/dev/login' && (!this.devLogin || method !== 'POST')) {
      throw new Refusal(this.devLogin ? 'method-not-allowed' : 'unknown-path');
    }
    const found = routes.find(([, verb, pattern]) => verb === method && at(pattern));
    return found && { call: found[0], run: (call) => found[3](at(found[2]), call) };
  }

  #public(body) {
    const etag = `"${createHash('sha256').update(JSON.stringify(body)).digest('base64url').slice(0, 20)}"`;
    return { body: { ...body, serverTime: this.iso(this.now()) }, etag, cache: 'public, max-age=1' };
  }

  #uid(request) {
    const token = request.headers.authorization?.replace('Bearer ', '');
    if (!token) {
      throw new Refusal('login-required');
    }
    const uid = this.sessions.get(token) ?? subject(token);
    if (!uid) {
      throw new Refusal('login-invalid');
    }
    return uid;
  }

  #session(uid) {
    const token = `s-${randomUUID()}`;
    this.sessions.set(token, uid);
    return { body: { token, expiresAt: this.iso(this.now() + 1_800_000) } };
  }

  #sale(id) {
    return this.sales.get(id) ?? refuse('unknown-sale');
  }

  #reservation([saleId, sku], { uid }) {
    return this.reservations.has(`${uid()} ${saleId} ${sku}`) ? { body: { reservedAt: this.iso(this.now()) } } : refuse('unknown-reservation');
  }

  #reserve([saleId, sku], { uid }) {
    if (this.now() >= Date.parse(this.#sale(saleId).opensAt)) {
      throw new Refusal('wrong-state');
    }
    const id = `${uid()} ${saleId} ${sku}`;
    const status = this.reservations.has(id) ? 200 : 201;
    this.reservations.add(id);
    return { status, body: { reservedAt: this.iso(this.now()) } };
  }

  #grab([saleId, sku], call) {
    const sale = this.#sale(saleId);
    const uid = call.uid();
    const known = this.byKey.get(`${uid} ${saleId} ${call.key}`);
    if (known) {
      return won(known);
    }
    const item = sale.items.find((one) => one.sku === sku);
    this.#mayGrab(sale, item, uid);
    item.stock--;
    const own = this.#own(uid).filter((one) => one.saleId === saleId);
    const purchaseId = `${saleId}~${own.length}~${uid}`;
    const now = this.now();
    const purchase = { purchaseId, uid, saleId, sku, state: 'HELD', decidedAt: this.iso(now), holdExpiresAt: this.iso(now + sale.holdForMs), token: `t-${purchaseId}` };
    this.purchases.set(purchaseId, purchase);
    this.byKey.set(`${uid} ${saleId} ${call.key}`, purchase);
    return won(purchase);
  }

  #mayGrab(sale, item, uid) {
    const own = this.#own(uid).filter((one) => one.saleId === sale.id && one.state !== 'RELEASED');
    const state = this.state(sale);
    const no = { SCHEDULED: 'not-started', READY: 'not-started', PAUSED: 'paused', CLOSED: 'sale-ended' }[state];
    if (no) {
      throw new Refusal(no);
    }
    if (sale.reservation === 'required' && !this.reservations.has(`${uid} ${sale.id} ${item.sku}`)) {
      throw new Refusal('not-reserved');
    }
    if (sale.rule !== 'UNLIMITED' && own.some((one) => one.sku === item.sku || sale.rule === 'ONE_ITEM_PER_SALE')) {
      throw new Refusal('limit-reached');
    }
    if (item.stock === 0) {
      throw new Refusal('sold-out');
    }
  }

  #ticket(id) {
    const answers = this.tickets.get(id) ?? refuse('unknown-ticket');
    return { body: answers.length > 1 ? answers.shift() : answers[0] };
  }

  #own(uid) {
    return [...this.purchases.values()].filter((purchase) => purchase.uid === uid).map((purchase) => this.#expired(purchase));
  }

  #mine(id, uid) {
    return this.#own(uid).find((purchase) => purchase.purchaseId === id) ?? refuse('unknown-purchase');
  }

  #shown({ uid, ...purchase }) {
    return purchase;
  }

  #expired(purchase) {
    const deadline = { HELD: purchase.holdExpiresAt, CARTED: purchase.payBy }[purchase.state];
    if (deadline && this.now() >= Date.parse(deadline)) {
      this.#release(purchase, 'EXPIRED');
    }
    return purchase;
  }

  #release(purchase, releaseReason) {
    Object.assign(purchase, { state: 'RELEASED', releaseReason });
    this.sales.get(purchase.saleId).items.find((item) => item.sku === purchase.sku).stock++;
  }

  #cart(purchase, body) {
    if (body.token !== purchase.token) {
      throw new Refusal('token-invalid', { status: 403 });
    }
    if (purchase.state === 'RELEASED') {
      throw new Refusal('hold-expired');
    }
    purchase.payBy ??= this.iso(this.now() + this.sales.get(purchase.saleId).payForMs);
    purchase.state = 'CARTED';
    return { body: { state: 'CARTED', payBy: purchase.payBy } };
  }

  #cancel(purchase) {
    if (purchase.state === 'PAID') {
      throw new Refusal('wrong-state');
    }
    if (purchase.state !== 'RELEASED') {
      this.#release(purchase, 'CANCELLED');
    }
    return { body: { state: 'RELEASED' } };
  }

  async #file(request, response, path) {
    const html = path === '/' || /^\/sales\/[^/]+$/.test(path);
    const file = html ? 'index.html' : normalize(path).replace(/^\/+/, '');
    if (request.method !== 'GET' || !(html || path.startsWith('/assets/')) || file.includes('..')) {
      throw new Refusal('unknown-path');
    }
    const bytes = await readFile(join(SITE, file)).catch(() => refuse('unknown-path'));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"`;
    const headers = { 'Content-Type': TYPES[extname(file)], 'Cache-Control': `public, max-age=${html ? 60 : 300}`, ETag: etag, 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
    } else {
      response.writeHead(200, headers).end(bytes);
    }
  }
}

function won({ uid, decidedAt, saleId, sku, ...purchase }) {
  return { body: { outcome: 'WON', ...purchase } };
}

function refuse(reason) {
  throw new Refusal(reason);
}

function problem(response, { reason, status, retryAfter }) {
  const headers = { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...(retryAfter ? { 'Retry-After': String(retryAfter) } : {}) };
  const body = { type: `/problems/${reason}`, title: reason, status, reason, layer: 'STUB', traceId: 'trace-1' };
  response.writeHead(status, headers).end(JSON.stringify(body));
}

/** Begins an answer and breaks off: before its first byte the browser would quietly ask once more by itself. */
function breakOff(response) {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '100' });
  response.write('{', () => response.destroy());
}

async function textOf(request) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** An unsigned token, good enough for a double that trusts everybody. */
export function jwt(uid) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'none' })}.${part({ sub: uid })}.`;
}

function subject(token) {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1], 'base64url')).sub;
  } catch {
    return null;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const stub = await new Stub().start();
  stub.addSale({ id: 'PHONE-DAY', opensInMs: 20_000, items: [{ sku: 'PHONE-X', name: { en: 'Phone X', zh: '手机 X' }, priceMinor: 199900, currency: 'CNY', stock: 1000 }] });
  console.log(`${stub.url}/sales/PHONE-DAY`);
}
