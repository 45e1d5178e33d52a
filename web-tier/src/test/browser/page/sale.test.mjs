import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DESKTOP, PHONE, arrive, eventually, launch, listen, shot, stage, tabOf } from '../browser.mjs';
import { Shopper, aWorld, login } from '../world.mjs';

/** The page from the first look to the cart. Runs against the double, and unchanged against a real web process. */

let browser;
let world;
before(async () => {
  [browser, world] = await Promise.all([launch(), aWorld()]);
});
after(async () => {
  await browser.close();
  await world.stop();
});

let shoppers = 0;
const someone = () => `mei-${Date.now() % 1e6}-${++shoppers}`;
const big = (tab) => tab.locator('.item .big');

/** Runs a test in a tab of a fresh shopper's own. */
function withTab(options, run) {
  return async () => {
    const tab = await tabOf(browser, options);
    try {
      await run(tab);
      assert.deepEqual(tab.complaints, []);
    } finally {
      await tab.context().close();
    }
  };
}

/** A shopper at an open sale, with a reservation. */
async function atOpenSale(tab, spec = {}) {
  const uid = someone();
  const sale = await world.sale({ opensInMs: 4_000, ...spec });
  const shopper = await Shopper.named(uid, world);
  await shopper.reserve(sale);
  await arrive(tab, `${world.site}/sales/${sale.id}`, await login(world.site, uid));
  await stage(tab, 'grab').waitFor();
  return { uid, sale, shopper };
}

describe('a sale', () => {
  for (const [name, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    it(`is reserved, waited for, grabbed and put into the cart on a ${name}`, withTab({ viewport }, async (tab) => {
      const uid = someone();
      const sale = await world.sale({ opensInMs: 17_000 });
      await arrive(tab, `${world.site}/sales/${sale.id}`);
      const said = await listen(tab);

      await stage(tab, 'signInToReserve').locator('.big').click();
      await tab.getByLabel('Your name').fill(uid);
      await tab.getByRole('button', { name: 'Continue' }).click();

      await stage(tab, 'reserve').locator('.big').click();
      await stage(tab, 'reserved').waitFor();
      const [before, then] = await twoReadings(tab);
      assert.ok(before - then >= 1 && before - then <= 6, `counts down: ${before}, then ${then}`);

      await stage(tab, 'getReady').waitFor();
      await stage(tab, 'grab').waitFor();
      await big(tab).click();
      await stage(tab, 'won').waitFor();
      await shot(tab, `main-won-${name}`);
      await big(tab).click();
      await stage(tab, 'carted').waitFor();

      const own = await (await Shopper.named(uid, world)).purchases();
      assert.deepEqual(own.map(({ state, sku }) => [state, sku]), [['CARTED', 'PHONE-X']]);
      assert.match(await tab.locator('.own__row').innerText(), /Phone X[\s\S]*Pay within 1[45]:\d\d[\s\S]*In your cart/);
      await shot(tab, `main-carted-${name}`, { fullPage: true });

      const heard = await said();
      for (const [how, words] of [
        ['polite', /Signed in as/],
        ['polite', /Phone X. Reserved. You're in/],
        ['polite', /Only seconds now/],
        ['assertive', /Phone day is open/],
        ['assertive', /You got it: Phone X/],
        ['assertive', /Phone X is in your cart/],
      ]) {
        assert.ok(heard.some(([region, text]) => region === how && words.test(text)), `${how} ${words} in ${JSON.stringify(heard)}`);
      }
    }));
  }

  it('says sold out when the last unit went to another, and comes back when it is given back', withTab({}, async (tab) => {
    const other = await Shopper.named(someone(), world);
    const sale = await world.sale({ opensInMs: 5_000, stock: 1 });
    await other.reserve(sale);
    const uid = someone();
    await (await Shopper.named(uid, world)).reserve(sale);
    await arrive(tab, `${world.site}/sales/${sale.id}`, await login(world.site, uid));
    await stage(tab, 'grab').waitFor();
    const taken = await eventually(() => other.grab(sale));

    const said = await listen(tab);
    await stage(tab, 'soldOut').waitFor();
    assert.equal(await big(tab).getAttribute('aria-disabled'), 'true');
    assert.match(await tab.locator('.act__note').innerText(), /Every unit is taken/);
    assert.match(await tab.locator('.stock__words').innerText(), /None left/);
    await shot(tab, 'main-sold-out');

    await other.cancel(taken);
    await stage(tab, 'grab').waitFor();
    await big(tab).click();
    await stage(tab, 'won').waitFor();
    const heard = JSON.stringify(await said());
    assert.match(heard, /Sold out/);
    assert.match(heard, /a unit came back/);
  }));

  it('tells who comes without a reservation why the button does nothing', withTab({}, async (tab) => {
    const sale = await world.sale({ opensInMs: 1_000 });
    await arrive(tab, `${world.site}/sales/${sale.id}`, await login(world.site, someone()));
    await stage(tab, 'notReserved').waitFor();
    const said = await listen(tab);
    await big(tab).press('Enter');
    await eventually(async () => assert.match(JSON.stringify(await said()), /Reservations closed when the sale opened/));
  }));

  it('needs no reservation where none is needed', withTab({}, async (tab) => {
    const sale = await world.sale({ opensInMs: 5_000, reservation: 'none' });
    await arrive(tab, `${world.site}/sales/${sale.id}`, await login(world.site, someone()));
    await stage(tab, 'getReady').waitFor();
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
  }));

  it('knows about a hold after a reload', withTab({}, async (tab) => {
    const { shopper } = await atOpenSale(tab);
    await big(tab).click();
    await stage(tab, 'won').waitFor();
    await tab.reload();
    await stage(tab, 'won').waitFor();
    assert.match(await tab.locator('.act__note').innerText(), /within [45]:\d\d/);
    await big(tab).click();
    await stage(tab, 'carted').waitFor();
    assert.equal((await shopper.purchases()).length, 1);
  }));

  it('gives the button back when a hold ran out', withTab({}, async (tab) => {
    await atOpenSale(tab, { holdForMs: 4_000 });
    await big(tab).click();
    await stage(tab, 'won').waitFor();
    const said = await listen(tab);
    await stage(tab, 'grab').waitFor();
    assert.match(await tab.locator('.own__row').innerText(), /Time ran out/);
    await eventually(async () => assert.match(JSON.stringify(await said()), /ran out and it went to someone else/));
  }));

  it('gives a unit back when the shopper confirms it', withTab({}, async (tab) => {
    const { shopper } = await atOpenSale(tab);
    await big(tab).click();
    await stage(tab, 'won').waitFor();
    await tab.getByRole('button', { name: 'Let it go: Phone X' }).click();
    await tab.getByRole('button', { name: 'Keep it' }).click();
    assert.equal((await shopper.purchases())[0].state, 'HELD');
    await tab.getByRole('button', { name: 'Let it go: Phone X' }).click();
    await tab.getByRole('button', { name: 'Let it go', exact: true }).click();
    await stage(tab, 'grab').waitFor();
    assert.match(await tab.locator('.own__row').innerText(), /Given back/);
    assert.equal((await shopper.purchases())[0].state, 'RELEASED');
  }));

  it('shows a pause, and that holds are safe', withTab({}, async (tab) => {
    const { sale } = await atOpenSale(tab);
    await world.pause(sale);
    await stage(tab, 'paused').waitFor();
    assert.match(await tab.locator('.act__note').innerText(), /What you hold stays yours/);
  }));

  it('changes its language in place', withTab({}, async (tab) => {
    await atOpenSale(tab);
    await big(tab).click();
    await stage(tab, 'won').waitFor();
    await tab.getByRole('button', { name: '中文' }).press('Enter');
    await tab.locator('html[lang="zh-Hans"]').waitFor({ state: 'attached' });
    await stage(tab, 'won').waitFor();
    assert.equal(await big(tab).innerText(), '加入购物车');
    assert.equal(await tab.locator('.hero__name').innerText(), '手机日');
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'language');
    await tab.reload();
    await stage(tab, 'won').waitFor();
    assert.equal(await big(tab).innerText(), '加入购物车');
  }));
});

describe('by keyboard alone', () => {
  it('a sale can be signed in to, reserved, grabbed and carted', withTab({ viewport: DESKTOP }, async (tab) => {
    const sale = await world.sale({ opensInMs: 12_000 });
    await arrive(tab, `${world.site}/sales/${sale.id}`);
    await stage(tab, 'signInToReserve').waitFor();
    await tab.keyboard.press('Tab');
    assert.equal(await focusedText(tab), 'Skip to the sale');
    await tab.keyboard.press('Enter');
    await tab.keyboard.press('Tab');
    assert.match(await focusedText(tab), /Sign in to reserve/);
    assert.ok(await focusIsVisible(tab));

    await tab.keyboard.press('Enter');
    await tab.locator('dialog').waitFor();
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'uid');
    await tab.keyboard.type(someone());
    await tab.keyboard.press('Enter');
    await stage(tab, 'reserve').waitFor();
    for (const [press, next] of [['Enter', 'getReady'], [null, 'grab'], ['Space', 'won'], ['Enter', 'carted']]) {
      assert.ok(await tab.evaluate(() => document.activeElement.classList.contains('big')), `the button keeps the focus before ${next}`);
      if (press) {
        await tab.keyboard.press(press);
      }
      await stage(tab, next).waitFor();
    }
  }));
});

describe('the list of sales', () => {
  it('leads to a sale and shows what is on', withTab({}, async (tab) => {
    const sale = await world.sale({ opensInMs: 60_000 });
    await arrive(tab, `${world.site}/?lang=en`);
    const link = tab.locator(`a[href="/sales/${sale.id}"]`);
    await link.click();
    await stage(tab, 'signInToReserve').waitFor();
    assert.equal(new URL(tab.url()).pathname, `/sales/${sale.id}`);
    assert.equal(await tab.title(), 'Phone day – Tapgrid');
  }));

  it('says so when there is no such sale', withTab({}, async (tab) => {
    await arrive(tab, `${world.site}/sales/NO-SUCH-SALE`);
    assert.match(await tab.locator('h1').innerText(), /There is no sale at this address/);
  }));
});

/** The countdown in seconds, now and about two seconds on. */
async function twoReadings(tab) {
  const read = async () => {
    const cells = await tab.locator('.countdown__cell:not([hidden]) .countdown__number').allInnerTexts();
    return cells.reduce((sum, cell) => sum * 60 + Number(cell), 0);
  };
  const first = await read();
  await eventually(async () => assert.ok((await read()) < first));
  return [first, await read()];
}

function focusedText(tab) {
  return tab.evaluate(() => document.activeElement.innerText.trim());
}

function focusIsVisible(tab) {
  return tab.evaluate(() => {
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  });
}
