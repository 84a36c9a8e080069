import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ClassStanding } from '../../src/contract.ts';
import { ClassSight } from '../../src/live/class/class-sight.ts';
import { startPageServer } from '../../src/live/server.ts';
import { CLASS, classOf, member, STUCK_AFTER_SECONDS } from '../report/class/sample-class.ts';
import { optional } from '../support/optional.ts';
import { CHROMIUM, endBrowser, until, withPage } from './support/browser.ts';
import { pageFiles } from './support/served-models.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
const SCRIPT = '<img src=x onerror=alert(1)>';

test.after(endBrowser);

optional(
  test,
  CHROMIUM,
  'The page has a row a participant, who needs help first, with a verdict a step',
  () =>
    withClass(CLASS, (page) =>
      page(async (browser) => {
        assert.equal(await names(browser), ['fay', 'gil', 'bob', 'carl', 'eve', 'ann', 'dora']);
        const eve = browser.getByRole('row', { name: /^eve / });
        assert.equal(
          await eve.getByRole('img').evaluateAll((all) => all.map((one) => one.ariaLabel)),
          ['PASS', 'PASS', 'NOT YET', 'FAIL'],
        );
        assert.equal(
          await eve.locator('td').nth(5).innerText(),
          'step 3: The hot shard dominates IncomingRecords',
        );
        assert.equal(await eve.locator('td').nth(4).innerText(), '3 min');
        assert.equal(await browser.locator('.passing td').allInnerTexts(), [
          '5',
          '4',
          '1',
          '1',
          '',
        ]);
        assert.is(
          await browser.getByRole('heading', { level: 2 }).innerText(),
          '7 participants: 1 cannot be told, 2 stuck, 1 not begun, 1 waiting for AWS, 1 going on, 1 done',
        );
      }),
    ),
);

optional(
  test,
  CHROMIUM,
  'A participant opens by click or Enter to the checks with their evidence, and Escape leads back',
  () =>
    withClass(CLASS, (page) =>
      page(async (browser) => {
        await browser.getByRole('button', { name: 'bob' }).focus();
        await browser.keyboard.press('ArrowDown');
        await browser.keyboard.press('Enter');
        const dialog = browser.getByRole('dialog', { name: 'carl' });
        await dialog.getByText('AWS shows no work of theirs.').waitFor();
        await browser.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        assert.is(await browser.evaluate('document.activeElement.textContent'), 'carl');

        await browser.getByRole('button', { name: 'gil' }).click();
        const gil = browser.getByRole('dialog', { name: 'gil' });
        await gil.getByText('All seven shard-level metrics are on').click();
        assert.is(await gil.locator('.evidence').nth(1).innerText(), 'shards\t4');
        assert.match(browser.url(), /\?participant=gil$/);
        await browser.goBack();
        await gil.waitFor({ state: 'detached' });
      }),
    ),
);

optional(test, CHROMIUM, 'The rows are filtered by a text and by who needs help', () =>
  withClass(CLASS, (page) =>
    page(async (browser) => {
      await browser.getByLabel('Only who needs help').check();
      assert.equal(await names(browser), ['fay', 'gil', 'bob', 'carl']);
      await browser.getByLabel('Filter').fill('HOT shard');
      assert.equal(await names(browser), ['bob']);
      assert.is(await browser.getByText('of 7 shown').innerText(), '1 of 7 shown');
      await browser.getByLabel('Only who needs help').uncheck();
      assert.equal(await names(browser), ['bob', 'eve', 'ann']);
    }),
  ),
);

optional(
  test,
  CHROMIUM,
  'What changes is shown as it comes, and told to who does not see it; the row under the pointer stays',
  () =>
    withClass(CLASS, (page, sight) =>
      page(async (browser) => {
        await browser.getByRole('button', { name: 'ann' }).hover();
        const later = CLASS.members.map((one) =>
          one.participant === 'ann' ? member('ann', 'PPFF', 50) : one,
        );
        sight.show(classOf(later));
        await browser
          .getByRole('log')
          .getByText('ann: stuck, step 3')
          .waitFor({ state: 'attached' });
        assert.equal(await names(browser), ['fay', 'gil', 'bob', 'carl', 'eve', 'ann', 'dora']);
        await browser.mouse.move(0, 0);
        await until(
          browser,
          'document.querySelector("tbody tr:nth-child(2) button").textContent === "ann"',
        );
        sight.end();
        await browser.getByText('The watch has ended, and this page stays as it is.').waitFor();
      }),
    ),
);

optional(test, CHROMIUM, 'A hostile participant is text, in the row and opened', () =>
  withClass(classOf([member(SCRIPT, 'PFFF', 1, { title: SCRIPT, reason: SCRIPT })]), (page) =>
    page(async (browser) => {
      await browser.getByRole('button', { name: SCRIPT }).click();
      assert.is(await browser.locator('dialog h2').innerText(), SCRIPT);
      await browser.locator('dialog').getByText(SCRIPT).nth(1).waitFor();
      assert.is(await browser.locator('body').locator('img, script').count(), 0);
    }),
  ),
);

optional(
  test,
  CHROMIUM,
  'Of 500 participants each has its row, and the keys go from the first to the last',
  () =>
    withClass(classOf(manyMembers(500)), (page) =>
      page(async (browser) => {
        assert.is(await browser.locator('tbody tr').count(), 500);
        await browser.locator('tbody button').first().focus();
        await browser.keyboard.press('End');
        assert.is(await browser.evaluate('document.activeElement.textContent'), 'member-481');
        await browser.keyboard.press('PageUp');
        await browser.keyboard.press('Home');
        assert.is(await browser.evaluate('document.activeElement.textContent'), 'member-60');
      }),
    ),
);

for (const [width, colorScheme] of [
  [360, 'dark'],
  [768, 'light'],
  [2560, 'dark'],
] as const) {
  optional(
    test,
    CHROMIUM,
    `At ${width} pixels and ${colorScheme} the class fits, and an audit finds nothing`,
    () =>
      withClass(classOf(manyMembers(12)), (page) =>
        page(
          async (browser) => {
            assert.is(await browser.evaluate(SIDEWAYS), 0);
            assert.equal(await audit(browser), []);
            await browser.locator('tbody button').first().click();
            await browser.locator('dialog .checks').first().waitFor();
            assert.is(await browser.evaluate(SIDEWAYS), 0);
            assert.equal(await audit(browser), []);
          },
          { viewport: { width, height: 900 }, colorScheme },
        ),
      ),
  );
}

type UsePage = (
  use: (browser: Page) => Promise<void>,
  look?: Parameters<typeof withPage>[2],
) => Promise<void>;

async function withClass(
  standing: ClassStanding,
  use: (page: UsePage, sight: ClassSight) => Promise<void>,
): Promise<void> {
  const cloud = {
    target: 'local',
    endpoint: 'http://127.0.0.1:4599',
    region: 'us-east-1',
  } as const;
  const sight = new ClassSight({ cloud, stuckAfterSeconds: STUCK_AFTER_SECONDS }, standing);
  const server = await startPageServer({
    port: 0,
    files: await pageFiles(),
    sight,
    dashboard: '',
  });
  try {
    await use((look, at) => withPage(server.url, look, at, '.class-grid'), sight);
  } finally {
    sight.end();
    await server.close();
  }
}

function names(browser: Page): Promise<string[]> {
  return browser.locator('tbody button').allInnerTexts();
}

function manyMembers(count: number) {
  const letters = ['PPPP', 'PPFF', 'PPNF', 'FFFF', 'PFFF', 'CCCC'];
  return Array.from({ length: count }, (_, at) =>
    member(`member-${at + 1}`, letters[at % letters.length] ?? '', at % 60),
  );
}

async function audit(browser: Page): Promise<string[]> {
  await browser.evaluate(axe);
  return browser.evaluate('axe.run().then(({ violations }) => violations.map(({ id }) => id))');
}

test.run();
