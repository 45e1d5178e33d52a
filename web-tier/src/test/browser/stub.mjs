import { createServer } from 'node:http';
import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Refusal, StubShop, refuse } from './stubShop.mjs';

/**
 * A double of the web process: the shopper API of the contract over the state of stubShop.mjs, and the site's files, with
 * the headers the real one sends. What a test wants to see can be scripted:
 *
 *   stub.next('grab', {drop: true, apply: true})        the connection breaks, though the grab was carried out
 *   stub.next('grab', {status: 503, reason: 'degraded', retryAfter: 1})
 */

const SITE = fileURLToPath(new URL('../../main/resources/site/', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml' };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export class Stub extends StubShop {
  sessions = new Map();
  requests = [];
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

  /** Scripts the next answers of 'grab', 'cart', 'cancel', 'reserve', 'ticket', 'session', 'sale' or 'purchases'. */
  next(call, ...answers) {
    this.#scripts.set(call, [...(this.#scripts.get(call) ?? []), ...answers]);
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
      ['sales', 'GET', /^\/v1\/sales$/, () => this.#public({ items: [...this.sales.values()].map((sale) => this.view(sale)) })],
      ['sale', 'GET', /^\/v1\/sales\/([^/]+)$/, ([id]) => this.#public(this.view(this.sale(id)))],
      ['reservation', 'GET', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/reservation$/, (ids, call) => this.reservation(ids, call)],
      ['reserve', 'PUT', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/reservation$/, (ids, call) => this.reserve(ids, call)],
      ['grab', 'POST', /^\/v1\/sales\/([^/]+)\/items\/([^/]+)\/grab$/, (ids, call) => this.grab(ids, call)],
      ['ticket', 'GET', /^\/v1\/tickets\/([^/]+)$/, ([id]) => this.ticket(id)],
      ['purchases', 'GET', /^\/v1\/purchases$/, (_, call) => ({ body: { items: this.own(call.uid()).map((own) => this.shown(own)) } })],
      ['purchase', 'GET', /^\/v1\/purchases\/([^/]+)$/, ([id], call) => ({ body: this.shown(this.mine(id, call.uid())) })],
      ['cart', 'POST', /^\/v1\/purchases\/([^/]+)\/cart$/, ([id], call) => this.cart(this.mine(id, call.uid()), call.body)],
      ['cancel', 'POST', /^\/v1\/purchases\/([^/]+)\/cancel$/, ([id], call) => this.cancel(this.mine(id, call.uid()))],
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
    const serverTime = this.iso(this.now());
    const timed = body.items && !body.id ? { items: body.items.map((sale) => ({ ...sale, serverTime })) } : { ...body, serverTime };
    return { body: timed, etag, cache: 'max-age=1' };
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

  async #file(request, response, path) {
    const html = path === '/' || /^\/sales\/[^/]+$/.test(path);
    const file = html ? 'index.html' : normalize(path).replace(/^\/+/, '');
    if (request.method !== 'GET' || !(html || path.startsWith('/assets/')) || file.includes('..')) {
      throw new Refusal('unknown-path');
    }
    const bytes = await readFile(join(SITE, file)).catch(() => refuse('unknown-path'));
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 20)}"`;
    const headers = { 'Content-Type': TYPES[extname(file)], 'Cache-Control': `max-age=${html ? 60 : 300}`, ETag: etag, 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' };
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
    } else {
      response.writeHead(200, headers).end(bytes);
    }
  }
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
