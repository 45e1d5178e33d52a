import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** The system's Chromium with a profile of its own that is thrown away, and what tests want to know of a page. */

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const SHOTS = process.env.TAPGRID_SHOTS ?? fileURLToPath(new URL('../../../target/screenshots/', import.meta.url));
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 860 };

export function launch() {
  return chromium.launch({ executablePath: process.env.TAPGRID_CHROMIUM ?? '/usr/bin/chromium', headless: true, args: FLAGS });
}

/**
 * A shopper's tab in a context of its own. What the browser complains about (errors of scripts, of the content security
 * policy) is gathered in `tab.complaints`.
 */
export async function tabOf(browser, { viewport = PHONE, scheme = 'light', locale = 'en-GB', zone = 'Asia/Shanghai', calm = true } = {}) {
  const context = await browser.newContext({
    viewport,
    locale,
    timezoneId: zone,
    colorScheme: scheme,
    reducedMotion: calm ? 'reduce' : 'no-preference',
    deviceScaleFactor: 1,
  });
  const tab = await context.newPage();
  tab.setDefaultTimeout(30_000);
  tab.complaints = [];
  tab.on('pageerror', (error) => tab.complaints.push(String(error)));
  tab.on('console', (message) => {
    // The browser notes every refusal of the API as a failed resource; those are the page's daily bread.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
      tab.complaints.push(message.text());
    }
  });
  return tab;
}

/** Signs in as the shop would: by a login in the address's fragment. */
export async function arrive(tab, address, login = null) {
  await tab.goto(login ? `${address}#token=${login}` : address);
  await tab.locator('.hero, .sales, .front').first().waitFor();
}

/** What axe-core finds that is serious or critical, as short lines. */
export async function violations(tab) {
  await tab.evaluate(AXE);
  const { violations: found } = await tab.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html} (${node.failureSummary})`));
}

export async function shot(tab, name, { fullPage = false } = {}) {
  mkdirSync(SHOTS, { recursive: true });
  await tab.screenshot({ path: `${SHOTS}/${name}.png`, fullPage });
}

/** Gathers what the live regions say from now on: `await said()` lists [how, words]. */
export async function listen(tab) {
  await tab.evaluate(() => {
    globalThis.heard = [];
    for (const how of ['polite', 'assertive']) {
      const region = document.getElementById(how);
      new MutationObserver(() => region.textContent && globalThis.heard.push([how, region.textContent.trim()])).observe(region, { childList: true, characterData: true, subtree: true });
    }
  });
  return () => tab.evaluate(() => globalThis.heard);
}

/** The stage of an item's button. */
export function stage(tab, name, sku = null) {
  return tab.locator(`.item[data-stage="${name}"]${sku ? `[data-sku="${sku}"]` : ''}`);
}

/** Tries until it holds, for at most twenty seconds; answers what the last try answered. */
export async function eventually(attempt) {
  const until = Date.now() + 20_000;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) {
        throw error;
      }
      await new Promise((wake) => setTimeout(wake, 100));
    }
  }
}
