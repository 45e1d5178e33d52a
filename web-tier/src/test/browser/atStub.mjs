import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import { arrive, launch, tabOf } from './browser.mjs';
import { PHONE_X } from './world.mjs';
import { Stub, jwt } from './stub.mjs';

/**
 * A fresh double and one tab for each test of the file that calls this. `at.tab` exists once a test has opened it with
 * `at.open` or `at.meiAt`; the browser's complaints about the page fail the test.
 */
export function atStub() {
  const at = {
    stub: null,
    tab: null,
    browser: null,

    big: () => at.tab.locator('.item .big'),

    note: () => at.tab.locator('.act__note').innerText(),

    async open(path, { login = null, ...options } = {}) {
      at.tab = await tabOf(at.browser, options);
      await arrive(at.tab, at.stub.url + path, login);
    },

    /** Mei, who has reserved, at a sale. */
    async meiAt({ opensInMs = -1_000, items = [{ ...PHONE_X }], tabOptions = {}, ...spec } = {}) {
      const sale = at.stub.addSale({ id: 'PHONE-DAY', opensInMs, items, ...spec });
      items.forEach(({ sku }) => at.stub.reservations.add(`mei PHONE-DAY ${sku}`));
      await at.open('/sales/PHONE-DAY', { login: jwt('mei'), ...tabOptions });
      return sale;
    },
  };
  before(async () => {
    at.browser = await launch();
  });
  after(() => at.browser.close());
  beforeEach(async () => {
    at.stub = await new Stub().start();
  });
  afterEach(async () => {
    const { complaints } = at.tab;
    await at.tab.context().close();
    await at.stub.stop();
    assert.deepEqual(complaints, []);
  });
  return at;
}
