import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, arrive, launch, shot, stage, tabOf, violations } from '../browser.mjs';
import { Stub, jwt } from '../stub.mjs';

/** Each main state of the page, looked at by axe-core in light and dark, and kept as a picture. */

const PHONE_X = { sku: 'PHONE-X', name: { en: 'Phone X', zh: '手机 X' }, priceMinor: 199900, currency: 'CNY', stock: 1000 };
const CAMERA = { sku: 'CAM-9', name: { en: 'Pocket camera 9', zh: '口袋相机 9' }, priceMinor: 89950, currency: 'CNY', stock: 40 };
const BUDS = { sku: 'BUDS', name: { en: 'Buds', zh: '耳机' }, priceMinor: 19900, currency: 'CNY', stock: 0 };
const WATCH = { sku: 'WATCH-2', name: { en: 'Watch 2 with a name that goes on for rather a while', zh: '手表 2 特别纪念版限量套装（含表带与充电底座）' }, priceMinor: 120000, currency: 'CNY', stock: 7 };

const one = (stock = 1000) => ({ id: 'PHONE-DAY', items: [{ ...PHONE_X, stock }] });
const many = () => ({ id: 'DAY-OF-THINGS', name: { en: 'Day of things', zh: '好物日' }, rule: { perItem: 2 }, items: [PHONE_X, CAMERA, BUDS, WATCH].map((item) => ({ ...item })) });

/** How each state comes about: the sale, what the shopper did before, the stage that shows it. */
const STATES = {
  'sign-in': { sale: { ...one(), opensInMs: 754_000 }, guest: true, stage: 'signInToReserve' },
  reserve: { sale: { ...one(), opensInMs: 754_000 }, stage: 'reserve' },
  reserved: { sale: { ...one(), opensInMs: 3 * 86_400_000 }, reserved: true, stage: 'reserved' },
  'get-ready': { sale: { ...one(), opensInMs: 9_000 }, reserved: true, stage: 'getReady' },
  grab: { sale: { ...one(64), opensInMs: -5_000 }, reserved: true, stage: 'grab' },
  asking: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, script: { reason: 'degraded', status: 503, retryAfter: 30 }, press: true, stage: 'asking' },
  won: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, press: true, stage: 'won' },
  carted: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, press: true, cart: true, stage: 'carted' },
  refused: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, script: { reason: 'sold-out' }, press: true, stage: 'refused' },
  'not-reserved': { sale: { ...one(), opensInMs: -5_000 }, stage: 'notReserved' },
  'sold-out': { sale: { ...one(0), opensInMs: -5_000 }, reserved: true, stage: 'soldOut' },
  paused: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, paused: true, stage: 'paused' },
  ended: { sale: { ...one(), opensInMs: -50_000, closesInMs: 10_000 }, reserved: true, stage: 'ended' },
  list: { sale: { ...one(), opensInMs: 754_000 }, path: '/', selector: '.poster' },
  'sign-in-form': { sale: { ...one(), opensInMs: 754_000 }, guest: true, stage: 'signInToReserve', dialog: true, selector: 'dialog' },
  purchases: { sale: { ...one(), opensInMs: -5_000 }, reserved: true, press: true, stage: 'won', confirm: true, selector: 'dialog' },
  many: { sale: { ...many(), opensInMs: -5_000 }, reserved: true, stage: 'grab' },
};

let browser;
let stub;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser.close();
});

async function show(state, options) {
  stub = await new Stub().start();
  const sale = stub.addSale(state.sale);
  sale.paused = state.paused ?? false;
  if (state.reserved) {
    sale.items.forEach((item) => stub.reservations.add(`mei ${sale.id} ${item.sku}`));
  }
  if (state.script) {
    stub.next('grab', state.script);
  }
  const tab = await tabOf(browser, options);
  await arrive(tab, stub.url + (state.path ?? `/sales/${sale.id}`), state.guest ? null : jwt('mei'));
  if (state.press) {
    await stage(tab, 'grab').locator('.big').click();
  }
  if (state.cart) {
    await stage(tab, 'won').locator('.big').click();
  }
  if (state.stage) {
    await stage(tab, state.stage).first().waitFor();
  }
  if (state.dialog) {
    await stage(tab, state.stage).locator('.big').click();
  }
  if (state.confirm) {
    await tab.locator('.own__do .small').last().click();
  }
  await tab.locator(state.selector ?? '.item').first().waitFor();
  return tab;
}

async function leave(tab) {
  await tab.context().close();
  await stub.stop();
}

const MAIN = ['list', 'reserved', 'grab', 'won', 'sold-out', 'purchases', 'many'];
const LOOKS = [
  { name: 'phone-light-en', viewport: PHONE, scheme: 'light', locale: 'en-GB', states: Object.keys(STATES) },
  { name: 'phone-dark-zh', viewport: PHONE, scheme: 'dark', locale: 'zh-CN', states: Object.keys(STATES) },
  { name: 'desktop-dark-en', viewport: DESKTOP, scheme: 'dark', locale: 'en-GB', states: MAIN },
  { name: 'desktop-light-zh', viewport: DESKTOP, scheme: 'light', locale: 'zh-CN', states: MAIN },
];

for (const look of LOOKS) {
  describe(`on ${look.name}`, () => {
    for (const name of look.states) {
      it(`${name} has nothing serious for axe and does not overflow`, async () => {
        const tab = await show(STATES[name], look);
        try {
          assert.deepEqual(await violations(tab), []);
          assert.equal(await sideways(tab), 0);
          await shot(tab, `${name}-${look.name}`, { fullPage: name === 'many' });
          assert.deepEqual(tab.complaints, []);
        } finally {
          await leave(tab);
        }
      });
    }
  });
}

/** By how many pixels the page could be scrolled sideways. */
function sideways(tab) {
  return tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
