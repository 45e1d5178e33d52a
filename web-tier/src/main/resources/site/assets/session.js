import { newKey } from './persist.js';

/**
 * Who is asking. The shop hands over its JWT in the address bar's fragment (`#token=…`, which no server and no log sees);
 * it is exchanged for a session token at once and wiped. The embedded profile has a small form instead, which asks
 * POST /dev/login. The session token lives in this tab alone.
 */

const RENEW_BEFORE_END_MS = 5 * 60_000;
const RENEW_AGAIN_MS = 60_000;

export class Session {
  #api;
  #store;
  #now;
  #onChange;
  #login = null;
  #renewedAt = -Infinity;

  /** @param now () => the server's time in epoch milliseconds, NaN while unknown */
  constructor({ api, store, now, onChange = () => {} }) {
    this.#api = api;
    this.#store = store;
    this.#now = now;
    this.#onChange = onChange;
  }

  get #kept() {
    const kept = this.#store.get('session');
    return kept && !(Date.parse(kept.expiresAt) <= this.#now()) ? kept : null;
  }

  get token() {
    return this.#kept?.token ?? null;
  }

  /** The shopper's id as the login named it; for showing and for telling stored things of two shoppers apart. */
  get uid() {
    return this.#kept?.uid ?? null;
  }

  get signedIn() {
    return this.#kept !== null;
  }

  /** Whether there was a session and its time is over. */
  get lapsed() {
    return this.#store.get('session') !== null && !this.signedIn;
  }

  /** Exchanges a login for a session. Answers null, or the reason why not ('silence' when nobody answered). */
  async exchange(login, uid = subjectOf(login)) {
    const reason = await this.#take(login, uid);
    if (reason === null) {
      this.#login = login;
      this.#onChange();
    }
    return reason;
  }

  async #take(login, uid) {
    const answer = await this.#api.live('POST', '/v1/session', { token: login, key: newKey() });
    if (answer.kind !== 'done') {
      return answer.reason ?? 'silence';
    }
    this.#store.set('session', { token: answer.body.token, expiresAt: answer.body.expiresAt, uid });
    return null;
  }

  /** Signs in by name alone; the embedded profile has this, a shop's site answers 404. */
  async signInAs(uid) {
    const answer = await this.#api.live('POST', '/dev/login', { body: { uid }, token: null, key: newKey() });
    return answer.kind === 'done' ? this.exchange(answer.body.token, uid) : (answer.reason ?? 'silence');
  }

  /**
   * A long wait for the opening shall not end in front of the login: a session is exchanged anew before its end. That
   * takes the login, which is kept in memory alone; after a reload only a session token is left, and whether that may be
   * exchanged is the server's business.
   */
  async renewIfDue() {
    const kept = this.#kept;
    const due = kept && Date.parse(kept.expiresAt) - this.#now() < RENEW_BEFORE_END_MS;
    if (due && this.#now() - this.#renewedAt > RENEW_AGAIN_MS) {
      this.#renewedAt = this.#now();
      await this.#take(this.#login ?? kept.token, kept.uid);
    }
  }

  end() {
    this.#login = null;
    this.#store.drop('session');
    this.#onChange();
  }
}

/** The name in a JWT, unverified: for showing only. */
export function subjectOf(jwt) {
  try {
    const body = jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
    const bytes = Uint8Array.from(atob(body), (letter) => letter.codePointAt(0));
    const { sub } = JSON.parse(new TextDecoder().decode(bytes));
    return typeof sub === 'string' ? sub : '';
  } catch {
    return '';
  }
}

/** Takes a login out of the address bar, leaving nothing of it there or in the history. */
export function takeHandedLogin(location, history) {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token !== null) {
    history.replaceState(history.state, '', location.pathname + location.search);
  }
  return token || null;
}
