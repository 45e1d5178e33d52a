/**
 * The calls. Whatever happens comes back as a value of one of four kinds:
 *
 *   {kind: 'done', status, body, etag, sentAt, receivedAt}   the server answered and did it
 *   {kind: 'same'}                                           304: nothing changed
 *   {kind: 'no', status, reason, retryAfterMs, traceId}      the server answered and refused, for the contract's `reason`
 *   {kind: 'silence', retryAfterMs}                          no answer that means anything: lost, late, or somebody else's page
 *
 * Silence is not a refusal: what was sent may have been done.
 */

const TIMEOUT_MS = 8_000;
const RETRY_AFTER_MAX_MS = 120_000;

export class Api {
  #fetch;
  #token;

  /** @param token () => the session token or null */
  constructor({ fetch = globalThis.fetch.bind(globalThis), token = () => null } = {}) {
    this.#fetch = fetch;
    this.#token = token;
  }

  /** A call for everyone: no login goes along, so a CDN may answer it. With `etag`, 304 comes back as 'same'. */
  look(path, etag = null) {
    // Without a Cache-Control of our own the browser would add "no-cache" to a conditional request.
    const headers = { Accept: 'application/json', 'Cache-Control': 'max-age=1' };
    if (etag) {
      headers['If-None-Match'] = etag;
    }
    return this.#send('GET', path, { headers, credentials: 'omit' });
  }

  /** A live call in the shopper's name. */
  live(method, path, { key = null, body = undefined, token = this.#token() } = {}) {
    const headers = { Accept: 'application/json, application/problem+json' };
    if (token) {
      headers.Authorization = `Bearer ${token}`;
    }
    if (key) {
      headers['Idempotency-Key'] = key;
    }
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    return this.#send(method, path, {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  }

  async #send(method, path, options) {
    const sentAt = performance.now();
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), TIMEOUT_MS);
    try {
      const response = await this.#fetch(path, { method, signal: patience.signal, ...options });
      const receivedAt = performance.now();
      if (response.status === 304) {
        return { kind: 'same' };
      }
      const body = await response.json();
      return response.ok
        ? { kind: 'done', status: response.status, body, etag: response.headers.get('ETag'), sentAt, receivedAt }
        : refusal(response, body);
    } catch {
      return { kind: 'silence', retryAfterMs: 0 };
    } finally {
      clearTimeout(timer);
    }
  }
}

function refusal(response, body) {
  const retryAfterMs = retryAfter(response.headers.get('Retry-After'));
  if (typeof body?.reason !== 'string') {
    return { kind: 'silence', retryAfterMs };
  }
  return { kind: 'no', status: response.status, reason: body.reason, retryAfterMs, traceId: body.traceId ?? null };
}

/** Retry-After in seconds, as the contract has it; 0 when there is none. */
function retryAfter(value) {
  const seconds = Number(value);
  return value && Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, RETRY_AFTER_MAX_MS) : 0;
}

/** A path with its segments escaped: path`/v1/sales/${id}`. */
export function path(parts, ...values) {
  return parts.reduce((whole, part, i) => whole + encodeURIComponent(values[i - 1]) + part);
}
