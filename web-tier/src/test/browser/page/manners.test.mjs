import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DESKTOP, PHONE, eventually, listen, shot, stage } from '../browser.mjs';
import { atStub } from '../atStub.mjs';
import { PHONE_X } from '../world.mjs';

/** How the page behaves towards whoever uses it: signing in, showing what others write, keeping still. */

const at = atStub();

describe('signing in', () => {
  it('happens at the shop where there is no form', async () => {
    at.stub.devLogin = false;
    at.stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [PHONE_X] });
    await at.open('/sales/PHONE-DAY');
    await stage(at.tab, 'signInToReserve').locator('.big').click();
    assert.match(await at.tab.locator('dialog').innerText(), /Signing in happens at the shop/);
  });

  it('by a handed login leaves nothing in the address', async () => {
    await at.meiAt();
    await stage(at.tab, 'grab').waitFor();
    assert.equal(at.tab.url(), `${at.stub.url}/sales/PHONE-DAY`);
    assert.equal(await at.tab.evaluate(() => Object.values(sessionStorage).some((value) => value.includes('eyJ'))), false);
  });

  it('with a name that cannot be is explained beside the field', async () => {
    at.stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [PHONE_X] });
    await at.open('/sales/PHONE-DAY');
    await at.tab.getByRole('button', { name: 'Sign in', exact: true }).click();
    await at.tab.getByLabel('Your name').fill('who am i?');
    await at.tab.keyboard.press('Enter');
    assert.match(await at.tab.locator('.dialog__wrong').innerText(), /1 to 64 letters/);
    assert.equal(await at.tab.getByLabel('Your name').getAttribute('aria-invalid'), 'true');
    assert.equal(await at.tab.evaluate(() => document.activeElement.id), 'uid');
    await at.tab.keyboard.press('Escape');
    await at.tab.locator('dialog').waitFor({ state: 'detached' });
  });

  it('again is asked for when the session ends before the sale', async () => {
    at.stub.next('session', { answer: { body: { token: 's-short', expiresAt: at.stub.iso(at.stub.now() + 3_000) } } });
    at.stub.next('session', { reason: 'login-invalid' });
    at.stub.sessions.set('s-short', 'mei');
    await at.meiAt({ opensInMs: 60_000 });
    await stage(at.tab, 'reserved').waitFor();
    const said = await listen(at.tab);
    await stage(at.tab, 'signInToReserve').waitFor();
    assert.match(await at.tab.locator('.toast').innerText(), /Your session has ended/);
    await eventually(async () => assert.match(JSON.stringify(await said()), /assertive.*Your session has ended/));
  });

  it('out forgets the shopper', async () => {
    await at.meiAt();
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    await at.tab.getByRole('button', { name: /Signed in as mei/ }).click();
    await stage(at.tab, 'signInToGrab').waitFor();
    assert.match(await at.tab.locator('.own').innerText(), /Sign in to see what is yours/);
  });
});

describe('what others write', () => {
  it('is shown as text and nothing else', async () => {
    const evil = '<img src=x onerror="document.title=\'taken\'"><b>&amp;';
    await at.meiAt({ name: { en: evil }, items: [{ ...PHONE_X, name: { en: evil } }] });
    await stage(at.tab, 'grab').waitFor();
    assert.equal(await at.tab.locator('.hero__name').innerText(), evil);
    assert.equal(await at.tab.locator('.item__name').innerText(), evil);
    assert.equal(await at.tab.locator('img').count(), 0);
  });
});

describe('a sale that changes', () => {
  const lookAgain = () => at.tab.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));

  it('is shown as it is now', async () => {
    const sale = await at.meiAt({ opensInMs: 600_000 });
    await stage(at.tab, 'reserved').waitFor();
    Object.assign(sale, { name: { en: 'Telephone day' }, rule: 'ONE_ITEM_PER_SALE' });
    Object.assign(sale.items[0], { name: { en: 'Phone XL' }, priceMinor: 99900 });
    await lookAgain();
    await at.tab.getByRole('heading', { name: 'Telephone day' }).waitFor();
    assert.match(await at.tab.locator('.item__text').innerText(), /Phone XL[\s\S]*¥999/);
    assert.match(await at.tab.locator('.hero__terms').innerText(), /One unit per person in the whole sale/);
  });

  it('is shown when it comes into being', async () => {
    await at.open('/sales/PHONE-DAY');
    assert.match(await at.tab.locator('h1').innerText(), /There is no sale/);
    at.stub.addSale({ id: 'PHONE-DAY', opensInMs: 60_000, items: [{ ...PHONE_X }] });
    await lookAgain();
    await stage(at.tab, 'signInToReserve').waitFor();
  });
});

describe('nothing moves', () => {
  for (const [name, viewport, locale] of [['360 px', { width: 360, height: 740 }, 'en-GB'], ['390 px in Chinese', PHONE, 'zh-CN'], ['1440 px', { ...DESKTOP, width: 1440 }, 'en-GB']]) {
    it(`from waiting to the cart at ${name}`, async () => {
      const sale = await at.meiAt({ opensInMs: 12_500, tabOptions: { viewport, locale } });
      const boxes = [];
      const measure = async (next) => {
        await stage(at.tab, next).waitFor();
        boxes.push([next, await at.big().boundingBox(), await at.tab.locator('.item').boundingBox()]);
      };
      at.stub.next('grab', { status: 503, reason: 'degraded', retryAfter: 2 }, { status: 403, reason: 'challenge-required' });
      await measure('reserved');
      sale.opensAt = at.stub.iso(at.stub.now() + 3_000);
      await measure('getReady');
      await measure('grab');
      await at.big().click();
      await measure('asking');
      await measure('refused');
      sale.paused = true;
      await measure('paused');
      sale.paused = false;
      await stage(at.tab, 'refused').waitFor();
      await at.big().click();
      await measure('won');
      await at.big().click();
      await measure('carted');
      for (const [next, button, card] of boxes) {
        assert.deepEqual([next, button, card], [next, boxes[0][1], boxes[0][2]]);
      }
      assert.ok(boxes[0][1].height >= 44 && boxes[0][2].width <= viewport.width);
      await shot(at.tab, `still-${viewport.width}-${locale}`);
    });
  }

  it('and every note there is has its place', async () => {
    await at.meiAt({ tabOptions: { viewport: { width: 360, height: 740 } } });
    await stage(at.tab, 'grab').waitFor();
    const tooLong = await at.tab.evaluate(measureNotes);
    assert.deepEqual(tooLong, []);
  });

  it('and everything that can be pressed is large enough for a thumb', async () => {
    await at.meiAt();
    await stage(at.tab, 'grab').locator('.big').click();
    await stage(at.tab, 'won').waitFor();
    const small = await at.tab.evaluate(() =>
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
