import { Api } from './api.js';
import { Asks } from './asking.js';
import { ServerClock } from './clock.js';
import { Feed } from './feed.js';
import { pauseFor } from './persist.js';
import { Purchases } from './purchases.js';
import { Reservations } from './reservations.js';
import { Session, takeHandedLogin } from './session.js';
import { Store, areaOf } from './store.js';
import { loadWords, pickLanguage } from './words.js';
import { Page, mount } from './parts/page.js';

/**
 * Puts the parts together and keeps them going: a render soon after anything changed, and one at each full second of the
 * server's clock. All state is in `shop`; elements are made and updated by `parts/` alone.
 */

const saved = new Store(areaOf('localStorage'));
const store = new Store(areaOf('sessionStorage'));
const saleId = /^\/sales\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? null;
const clock = new ServerClock();
const tools = { pause: pauseFor, random: Math.random, now: () => performance.now() };

const SLEEP_MS = 2_000;

let wallOffset = Date.now() - performance.now();
let page = null;
let renderWanted = false;

function onChange() {
  if (!renderWanted && page) {
    renderWanted = true;
    setTimeout(render, 0);
  }
}

function render() {
  renderWanted = false;
  page.show();
}

const shop = { clock, store };
shop.api = new Api({ token: () => shop.session.token });
shop.session = new Session({ api: shop.api, store, now: () => clock.now(), onChange: onSession });
shop.purchases = new Purchases({ api: shop.api, onChange });
shop.reservations = new Reservations({ api: shop.api, store, session: shop.session, onChange });
shop.asks = new Asks({ ...shop, onChange, tools });
shop.feed = new Feed({ api: shop.api, clock, path: saleId ? `/v1/sales/${saleId}` : '/v1/sales', onChange });

async function speak(language) {
  shop.words = await loadWords(language);
  page?.end();
  page = new Page(shop, { saleId, onLanguage, onAccount });
  mount(page, shop.words);
  render();
}

async function onLanguage(language) {
  saved.set('language', language);
  await speak(language);
  document.getElementById('language').focus();
}

function onAccount() {
  if (shop.session.signedIn) {
    shop.session.end();
    shop.announcer.say(shop.words.say('signIn.left'));
  } else {
    shop.signIn.open();
  }
}

/** Somebody came, went, or came as somebody else: what belongs to a shopper is forgotten and asked for again. */
function onSession() {
  shop.reservations.forget();
  shop.purchases.forget();
  if (shop.session.signedIn) {
    loadOwn();
  }
  onChange();
}

async function loadOwn() {
  const trouble = await shop.purchases.load();
  if (trouble?.status === 401) {
    shop.session.end();
    shop.signIn.open('signIn.expired');
  }
  page.recheck();
}

async function takeLogin() {
  const login = takeHandedLogin(location, history);
  if (login) {
    const reason = await shop.session.exchange(login);
    if (reason) {
      shop.announcer.tell(shop.words.say('signIn.failed', shop.desk.explain({ kind: reason === 'silence' ? 'silence' : 'no', reason })));
    }
  }
  return login !== null;
}

/**
 * Whether the device slept: then its monotonic clock may have stood still while the server's went on. The device's wall
 * clock serves as a hint only; when somebody sets it, one question too many is asked.
 */
function slept() {
  const offset = Date.now() - performance.now();
  const jumped = Math.abs(offset - wallOffset) > SLEEP_MS;
  wallOffset = offset;
  return jumped;
}

/** Whoever waits for an opening shall not find out only then that the session has ended. */
function tellIfExpired() {
  if (shop.session.lapsed) {
    shop.session.end();
    shop.announcer.tell(shop.words.say('signIn.expired'));
  }
}

/** Renders at each full second of the server's clock, so that all countdowns move together. */
function tick() {
  if (slept()) {
    clock.forget();
    shop.feed.ask();
  }
  render();
  shop.session.renewIfDue();
  tellIfExpired();
  const rest = 1000 - (clock.now() % 1000);
  setTimeout(tick, Number.isNaN(rest) ? 1000 : Math.max(rest, 50) + 5);
}

const language = pickLanguage({ search: location.search, saved: saved.get('language'), preferred: navigator.languages ?? [] });
await speak(language);
addEventListener('hashchange', takeLogin);
document.addEventListener('visibilitychange', () => {
  if (!document.hidden && shop.session.signedIn) {
    shop.purchases.load();
  }
});
shop.feed.start();
if (!(await takeLogin()) && shop.session.signedIn) {
  await loadOwn();
}
tick();
