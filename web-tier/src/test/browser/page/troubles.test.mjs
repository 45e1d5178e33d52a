import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { DESKTOP, PHONE, arrive, eventually, launch, listen, shot, stage, tabOf } from '../browser.mjs';
import { PHONE_X } from '../world.mjs';
import { Stub, jwt } from '../stub.mjs';

/** What goes wrong between a shopper and a sale. Only the double can be told to fail on purpose. */

let browser;
let stub;
let tab;
before(async () => {
  browser = await launch();
});
after(() => browser.close());
beforeEach(async () => {
  stub = await new Stub().start();
});
afterEach(async () => {
  const complaints = tab.complaints;
  await tab.context().close();
  await stub.stop();
  assert.deepEqual(complaints, []);
});

const big = () => tab.locator('.item .big');
const note = () => tab.locator('.act__note').innerText();

/** Mei, who has reserved, at a sale. */
async function meiAt({ opensInMs = -1_000, items = [{ ...PHONE_X }], tabOptions = {}, ...spec } = {}) {
  const sale = stub.addSale({ id: 'PHONE-DAY', opensInMs, items, ...spec });
  items.forEach(({ sku }) => stub.reservations.add(`mei PHONE-DAY ${sku}`));
  tab = await tabOf(browser, tabOptions);
  await arrive(tab, `${stub.url}/sales/PHONE-DAY`, jwt('mei'));
  return sale;
}

const grabKeys = () => stub.requests.filter(({ call }) => call === 'grab').map(({ key }) => key);
const units = () => [...stub.purchases.values()].length;

describe('an answer that gets lost', () => {
  it('is asked for again with the same key, and buys once', async () => {
    await meiAt();
    stub.next('grab', { drop: true, apply: true }, { status: 503, reason: 'unknown-outcome', retryAfter: 1 });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    assert.deepEqual([grabKeys().length, new Set(grabKeys()).size, units()], [3, 1, 1]);
  });

  it('is asked for again after a reload in the middle', async () => {
    await meiAt();
    stub.next('grab', { status: 503, reason: 'unknown-outcome', retryAfter: 60, apply: true });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'asking').waitFor();
    await eventually(async () => assert.match(await note(), /Asking again in \d+ s/));
    await tab.reload();
    await stage(tab, 'won').waitFor();
    assert.deepEqual([grabKeys().length, new Set(grabKeys()).size, units()], [2, 1, 1]);
  });

  it('is not called a refusal when the refusal cannot know', async () => {
    await meiAt();
    stub.next('grab', { drop: true, apply: true }, { reason: 'sold-out' });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    assert.equal(units(), 1);
  });

  it('on the way to the cart is asked for again', async () => {
    await meiAt();
    stub.next('cart', { drop: true, apply: true });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').locator('.big').click();
    await stage(tab, 'carted').waitFor();
    const keys = stub.requests.filter(({ call }) => call === 'cart').map(({ key }) => key);
    assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
  });
});

describe('a crowd', () => {
  it('makes the page wait as long as the server asks, and no shorter', async () => {
    await meiAt();
    stub.next('grab', { status: 503, reason: 'degraded', retryAfter: 1 }, { status: 429, reason: 'queue-full', retryAfter: 1 });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    const times = stub.requests.filter(({ call }) => call === 'grab').map(({ at }) => at);
    assert.equal(times.length, 3);
    assert.ok(times[1] - times[0] >= 1_000 && times[2] - times[1] >= 1_000, `asked at ${times}`);
  });

  it('lines up, and the place in line is shown and said', async () => {
    await meiAt();
    stub.next('grab', { answer: { status: 202, body: { outcome: 'QUEUED', ticket: 'T1', position: 1234, pollAfterMs: 300 } } });
    stub.tickets.set('T1', [{ state: 'QUEUED', position: 1234, pollAfterMs: 1_000 }, { state: 'REFUSED', problem: { reason: 'sold-out' } }]);
    const said = await listen(tab);
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'queued').waitFor();
    assert.match(await note(), /number 1,234 in line/);
    await stage(tab, 'refused').waitFor();
    assert.match(await note(), /The last unit went just before you/);
    await eventually(async () => assert.match(JSON.stringify(await said()), /number 1,234 in line.*"assertive","Phone X. Try again. The last unit/));
  });

  it('is asked for the state no more than once a second, also around the opening', async () => {
    await meiAt({ opensInMs: 3_000 });
    await stage(tab, 'grab').waitFor();
    const polls = () => stub.requests.filter(({ call }) => call === 'sale').map(({ at }) => at);
    await eventually(async () => assert.ok(polls().length >= 4));
    const times = polls();
    const apart = (times.at(-1) - times[0]) / (times.length - 1);
    assert.ok(apart >= 950, `polls ${apart} ms apart`);
    const calls = new Set(stub.requests.map(({ call }) => call));
    assert.deepEqual([...calls].sort(), ['purchases', 'reservation', 'sale', 'session']);
  });
});

describe('refusals', () => {
  for (const [reason, words] of [
    ['blocked', /This account cannot take part.*support/],
    ['limit-reached', /You have all that one person may buy here/],
    ['challenge-required', /sure that you are human/],
    ['sale-ended', /The sale is over/],
    ['a-reason-of-tomorrow', /The shop said no: a-reason-of-tomorrow.*trace-1/s],
  ]) {
    it(`are put into words: ${reason}`, async () => {
      await meiAt();
      stub.next('grab', { reason, status: 403 });
      await stage(tab, 'grab').locator('.big').click();
      await stage(tab, 'refused').waitFor();
      assert.match(await tab.locator('.act__why').innerText(), words);
    });
  }

  it('of a lapsed session lead to signing in, and the request is not lost', async () => {
    await meiAt();
    stub.next('grab', { drop: true, apply: true }, { reason: 'login-invalid' });
    stub.next('purchases', { reason: 'login-invalid' });
    await stage(tab, 'grab').locator('.big').click();
    await tab.locator('dialog').waitFor();
    assert.match(await tab.locator('dialog').innerText(), /Your session has ended/);
    await tab.getByLabel('Your name').fill('mei');
    await tab.getByRole('button', { name: 'Continue' }).click();
    await stage(tab, 'won').waitFor();
    assert.equal(units(), 1);
  });

  it('of a cart are told, and the page shows how things stand', async () => {
    await meiAt();
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    stub.next('cart', { reason: 'hold-expired' });
    Object.assign([...stub.purchases.values()][0], { state: 'RELEASED', releaseReason: 'EXPIRED' });
    await big().click();
    await stage(tab, 'grab').waitFor();
    assert.match(await tab.locator('.toast').innerText(), /did not get into your cart. Your time ran out/);
  });
});

describe('the clock', () => {
  it('is the server one, whatever the device believes', async () => {
    stub.skewMs = -7 * 3_600_000;
    await meiAt({ opensInMs: 3_500 });
    await stage(tab, 'getReady').waitFor();
    await stage(tab, 'grab').waitFor();
    const left = Date.parse([...stub.sales.values()][0].opensAt) - stub.now();
    assert.ok(left < 100, `opened ${left} ms too early`);
    assert.ok(left > -5_000, `opened ${-left} ms late`);
  });

  it('is asked again when a grab came a moment too early', async () => {
    await meiAt();
    stub.next('grab', { reason: 'not-started' });
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    assert.equal(grabKeys().length, 2);
  });
});

describe('signing in', () => {
  it('happens at the shop where there is no form', async () => {
    stub.devLogin = false;
    stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [PHONE_X] });
    tab = await tabOf(browser);
    await arrive(tab, `${stub.url}/sales/PHONE-DAY`);
    await stage(tab, 'signInToReserve').locator('.big').click();
    assert.match(await tab.locator('dialog').innerText(), /Signing in happens at the shop/);
  });

  it('by a handed login leaves nothing in the address', async () => {
    await meiAt();
    await stage(tab, 'grab').waitFor();
    assert.equal(tab.url(), `${stub.url}/sales/PHONE-DAY`);
    assert.equal(await tab.evaluate(() => Object.values(sessionStorage).some((value) => value.includes('eyJ'))), false);
  });

  it('with a name that cannot be is explained beside the field', async () => {
    stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [PHONE_X] });
    tab = await tabOf(browser);
    await arrive(tab, `${stub.url}/sales/PHONE-DAY`);
    await tab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await tab.getByLabel('Your name').fill('who am i?');
    await tab.keyboard.press('Enter');
    assert.match(await tab.locator('.dialog__wrong').innerText(), /1 to 64 letters/);
    assert.equal(await tab.getByLabel('Your name').getAttribute('aria-invalid'), 'true');
    assert.equal(await tab.evaluate(() => document.activeElement.id), 'uid');
    await tab.keyboard.press('Escape');
    await tab.locator('dialog').waitFor({ state: 'detached' });
  });

  it('again is asked for when the session ends before the sale', async () => {
    stub.next('session', { answer: { body: { token: 's-short', expiresAt: stub.iso(stub.now() + 3_000) } } });
    stub.next('session', { reason: 'login-invalid' });
    stub.sessions.set('s-short', 'mei');
    await meiAt({ opensInMs: 60_000 });
    await stage(tab, 'reserved').waitFor();
    const said = await listen(tab);
    await stage(tab, 'signInToReserve').waitFor();
    assert.match(await tab.locator('.toast').innerText(), /Your session has ended/);
    await eventually(async () => assert.match(JSON.stringify(await said()), /assertive.*Your session has ended/));
  });

  it('out forgets the shopper', async () => {
    await meiAt();
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    await tab.getByRole('button', { name: /Signed in as mei/ }).click();
    await stage(tab, 'signInToGrab').waitFor();
    assert.match(await tab.locator('.own').innerText(), /Sign in to see what is yours/);
  });
});

describe('what others write', () => {
  it('is shown as text and nothing else', async () => {
    const evil = '<img src=x onerror="document.title=\'taken\'"><b>&amp;';
    await meiAt({ name: { en: evil }, items: [{ ...PHONE_X, name: { en: evil } }] });
    await stage(tab, 'grab').waitFor();
    assert.equal(await tab.locator('.hero__name').innerText(), evil);
    assert.equal(await tab.locator('.item__name').innerText(), evil);
    assert.equal(await tab.locator('img').count(), 0);
  });
});

describe('a lost connection', () => {
  it('is told below, and the page finds back by itself', async () => {
    await meiAt();
    stub.next('sale', { drop: true }, { drop: true });
    await eventually(async () => assert.match(await tab.locator('.foot__live').innerText(), /Connection lost/));
    await eventually(async () => assert.match(await tab.locator('.foot__live').innerText(), /Up to date/));
  });
});

describe('a sale that changes', () => {
  const lookAgain = () => tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

  it('is shown as it is now', async () => {
    const sale = await meiAt({ opensInMs: 600_000 });
    await stage(tab, 'reserved').waitFor();
    Object.assign(sale, { name: { en: 'Telephone day' }, rule: 'ONE_ITEM_PER_SALE' });
    Object.assign(sale.items[0], { name: { en: 'Phone XL' }, priceMinor: 99900 });
    await lookAgain();
    await tab.getByRole('heading', { name: 'Telephone day' }).waitFor();
    assert.match(await tab.locator('.item__text').innerText(), /Phone XL[\s\S]*¥999/);
    assert.match(await tab.locator('.hero__terms').innerText(), /One unit per person in the whole sale/);
  });

  it('is shown when it comes into being', async () => {
    tab = await tabOf(browser);
    await arrive(tab, `${stub.url}/sales/PHONE-DAY`);
    assert.match(await tab.locator('h1').innerText(), /There is no sale/);
    stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [{ ...PHONE_X }] });
    await lookAgain();
    await stage(tab, 'signInToReserve').waitFor();
  });
});

describe('nothing moves', () => {
  for (const [name, viewport, locale] of [['360 px', { width: 360, height: 740 }, 'en-GB'], ['390 px in Chinese', PHONE, 'zh-CN'], ['1440 px', { ...DESKTOP, width: 1440 }, 'en-GB']]) {
    it(`from waiting to the cart at ${name}`, async () => {
      const sale = await meiAt({ opensInMs: 12_500, tabOptions: { viewport, locale } });
      const boxes = [];
      const measure = async (next) => {
        await stage(tab, next).waitFor();
        boxes.push([next, await big().boundingBox(), await tab.locator('.item').boundingBox()]);
      };
      stub.next('grab', { status: 503, reason: 'degraded', retryAfter: 2 }, { status: 403, reason: 'challenge-required' });
      await measure('reserved');
      sale.opensAt = stub.iso(stub.now() + 3_000);
      await measure('getReady');
      await measure('grab');
      await big().click();
      await measure('asking');
      await measure('refused');
      sale.paused = true;
      await measure('paused');
      sale.paused = false;
      await stage(tab, 'refused').waitFor();
      await big().click();
      await measure('won');
      await big().click();
      await measure('carted');
      for (const [next, button, card] of boxes) {
        assert.deepEqual([next, button, card], [next, boxes[0][1], boxes[0][2]]);
      }
      assert.ok(boxes[0][1].height >= 44 && boxes[0][2].width <= viewport.width);
      await shot(tab, `still-${viewport.width}-${locale}`);
    });
  }

  it('and every note there is has its place', async () => {
    await meiAt({ tabOptions: { viewport: { width: 360, height: 740 } } });
    await stage(tab, 'grab').waitFor();
    const tooLong = await tab.evaluate(measureNotes);
    assert.deepEqual(tooLong, []);
  });

  it('and everything that can be pressed is large enough for a thumb', async () => {
    await meiAt();
    await stage(tab, 'grab').locator('.big').click();
    await stage(tab, 'won').waitFor();
    const small = await tab.evaluate(() =>
      [...document.querySelectorAll('a, button, input')]
        .filter((node) => node.checkVisibility() && !node.classList.contains('skip'))
        .map((node) => [node.innerText, node.getBoundingClientRect()])
        .filter(([, { width, height }]) => width < 44 || height < 44)
        .map(([words]) => words),
    );
    assert.deepEqual(small, []);
  });
});

/** Runs in the page: puts every note and every refusal into the card and lists those that make it taller. */
async function measureNotes() {
  const note = document.querySelector('.act__note');
  const why = document.querySelector('.act__why');
  note.textContent = '';
  document.querySelector('.item').dataset.stage = 'won';
  const room = why.getBoundingClientRect().height;
  const values = { left: '14:59', clock: '12:00:00', position: '1,234,567', seconds: '120', count: '100' };
  const wrong = [];
  for (const language of ['en', 'zh']) {
    const { default: words } = await import(`/assets/lang/${language}.js`);
    const refusals = Object.keys(words).filter((key) => /^no\..*\.help$/.test(key) && key !== 'no.other.help');
    const notes = [
      ...Object.keys(words).filter((key) => key.endsWith('.note') && key !== 'refused.note').map((key) => [key, words[key]]),
      ...refusals.map((help) => [help, `${words[help.slice(0, -5)]} ${words[help]}`]),
      ['asking.wait', words['asking.wait']],
    ];
    for (const [key, text] of notes) {
      note.textContent = text.replaceAll(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
      if (why.getBoundingClientRect().height > room) {
        wrong.push(`${language} ${key}: ${note.textContent}`);
      }
    }
  }
  return wrong;
}
