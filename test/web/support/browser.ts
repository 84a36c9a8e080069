import type * as playwright from 'playwright-core';
import * as assert from 'uvu/assert';
import { CHROMIUM_PATH, launchChromium } from '../../../scripts/shared/chromium.ts';

const WITHIN_MS = 10_000;

/** What the page's tests need: `.ci/run` insists on it, a user's machine may lack it. */
export const CHROMIUM = {
  what: 'Chromium',
  there: CHROMIUM_PATH !== undefined || process.env.NEEDS_CHROMIUM !== undefined,
};

type Look = Pick<
  playwright.BrowserContextOptions,
  'viewport' | 'colorScheme' | 'forcedColors' | 'reducedMotion' | 'permissions'
>;

let browser: Promise<playwright.Browser> | undefined;

/** One browser for the tests of a file: each file ends it. */
export async function endBrowser(): Promise<void> {
  // A browser that did not start has failed each test by name already.
  const started = await browser?.catch(() => undefined);
  await started?.close();
  browser = undefined;
}

/**
 * A page for one test. Whatever happens in the test, the page opens no dialog, asks nobody but its
 * own server, breaks no rule of its policy, and has no error.
 *
 * @param lastShown what is there once a viewer was sent all models
 */
export async function withPage(
  url: string,
  use: (page: playwright.Page) => Promise<void>,
  look: Look = {},
  lastShown = '.steps',
): Promise<void> {
  browser ??= launchChromium();
  const context = await (await browser).newContext({
    viewport: { width: 1280, height: 900 },
    ...look,
  });
  try {
    context.setDefaultTimeout(WITHIN_MS);
    const page = await context.newPage();
    const faults = faultsOf(page, new URL(url).origin);
    await page.goto(url);
    await page.locator(lastShown).waitFor({ state: 'attached' });
    await use(page);
    assert.equal(faults, []);
  } finally {
    await context.close();
  }
}

/** Looks frame by frame: Playwright's own way to wait for an expression needs a laxer policy. */
export async function until(page: playwright.Page, expression: string): Promise<void> {
  const endMs = performance.now() + WITHIN_MS;
  while (!(await page.evaluate(expression))) {
    assert.ok(performance.now() < endMs, `Still not true: ${expression}`);
    await page.evaluate('new Promise(requestAnimationFrame)');
  }
}

function faultsOf(page: playwright.Page, origin: string): string[] {
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    const { protocol, origin: asked } = new URL(request.url());
    if (protocol !== 'data:' && asked !== origin) faults.push(`request: ${request.url()}`);
  });
  page.on('pageerror', (error) => faults.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A server that is gone is met by some tests on purpose; the browser says so by itself.
    const isLost = /ERR_(CONNECTION_REFUSED|INCOMPLETE_CHUNKED_ENCODING)/.test(message.text());
    if (message.type() === 'error' && !isLost) faults.push(message.text());
  });
  return faults;
}
