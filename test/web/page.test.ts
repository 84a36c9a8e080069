import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { optional } from '../support/optional.ts';
import { CHROMIUM, endBrowser, until, withPage } from './support/browser.ts';
import { SAMPLE, SPLIT, sampleStep } from './support/sample-models.ts';
import { withModels } from './support/served-models.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** The sample without the widgets that many of these tests do not look at. */
const { dashboard } = SAMPLE;
const ONE_CHART = {
  ...SAMPLE,
  dashboard: { ...dashboard, widgets: dashboard.widgets.slice(0, 1) },
};

test.after(endBrowser);

optional(test, CHROMIUM, 'A dashboard is drawn widget by widget, each by its kind', () =>
  withModels(SAMPLE, ({ url }) =>
    withPage(url, async (page) => {
      const titles = await page.locator('.widget h3').allTextContents();
      assert.equal(titles, [
        'Records per shard',
        'Share of the hottest shard',
        'Refused records',
        'Bytes per shard',
        'Newest',
        'Bars',
        'Gauge',
        'Pie',
        'Numbers',
        'Log lines',
        'Notes',
        'Alarms',
      ]);
      await page.locator('.alarms').scrollIntoViewIfNeeded();
      await until(page, 'document.querySelectorAll("canvas").length === 8');
      const chart = page.getByRole('img', { name: /^Chart over time: Records per shard\./ });
      assert.match(
        String(await chart.getAttribute('aria-label')),
        'shardId-000000000000 (hot): newest 673, highest 682.',
      );
      assert.is(
        await page.locator('.not-drawn p').innerText(),
        'Widgets of type log are not drawn.',
      );
      const alarms = await page.locator('.alarms li').allInnerTexts();
      assert.match(String(alarms[0]), '▲ In alarm hot-shard');
      const link = page.getByRole('link', { name: 'guide' });
      assert.is(await link.getAttribute('rel'), 'noopener noreferrer');
      assert.is(await link.getAttribute('target'), '_blank');
    }),
  ),
);

optional(test, CHROMIUM, 'A chart gives way to its numbers and comes back', () =>
  withModels(ONE_CHART, ({ url }) =>
    withPage(url, async (page) => {
      const widget = page.locator('.widget').first();
      await widget.getByRole('button', { name: 'Table of Records per shard' }).click();
      const rows = widget.getByRole('row');
      assert.is(await rows.count(), 181);
      assert.is(await rows.nth(1).getByRole('rowheader').innerText(), '2026-06-01 14:59');
      assert.is(await widget.getByRole('img').count(), 0);
      await widget.getByRole('button').click();
      await widget.locator('canvas').waitFor();
    }),
  ),
);

optional(test, CHROMIUM, 'A chart is drawn again at the width that its place has', () =>
  withModels(ONE_CHART, ({ url }) =>
    withPage(url, async (page) => {
      const canvas = page.locator('.widget canvas').first();
      const widthOf = async () => (await canvas.boundingBox())?.width ?? 0;
      await canvas.waitFor();
      const before = await widthOf();
      await page.setViewportSize({ width: 2560, height: 1200 });
      await until(page, `document.querySelector('canvas').clientWidth > ${before * 1.5}`);
      assert.is(await page.evaluate(SIDEWAYS), 0);
      const grid = await page.locator('.grid').boundingBox();
      assert.ok((grid?.width ?? 0) > 2_400, 'The dashboard uses the room of a large screen');
    }),
  ),
);

optional(test, CHROMIUM, 'What the viewer chooses stands in the address, and Back undoes it', () =>
  withModels(ONE_CHART, ({ url }) =>
    withPage(url, async (page) => {
      await page.locator('.grid[aria-busy="false"]').waitFor();
      await page.getByLabel('Range', { exact: true }).selectOption('3 hours');
      assert.is(page.url(), `${url}?minutes=180`);
      await page.locator('.grid[aria-busy="false"]').waitFor();
      await page.getByLabel('Dashboard', { exact: true }).selectOption('another');
      assert.is(page.url(), `${url}?dashboard=another&minutes=180`);
      await page.goBack();
      await page.goBack();
      assert.is(await page.getByLabel('Range', { exact: true }).inputValue(), '');
      await page.goto(`${url}?minutes=15`);
      assert.is(await page.locator('#range-choice option:checked').innerText(), '15 minutes');
    }),
  ),
);

optional(test, CHROMIUM, 'A split is seen: shards come out of their parent, and it is said', () =>
  withModels(ONE_CHART, ({ url, show }) =>
    withPage(url, async (page) => {
      await page.locator('[data-shard="shardId-000000000000"]').waitFor();
      await page.evaluate(NOTE_MOVES);
      show({ shards: SPLIT });
      await page.locator('[data-shard="shardId-000000000005"]').waitFor();
      for (const number of [0, 4, 5]) {
        assert.ok(
          await page.evaluate(`window.moved.has('shardId-00000000000${number}')`),
          `shard ${number} moves`,
        );
      }
      await told(page, 'Shard 0 was split into 4 and 5.');
    }),
  ),
);

optional(test, CHROMIUM, 'Nothing moves for those who want no motion', () =>
  withModels(ONE_CHART, ({ url, show }) =>
    withPage(
      url,
      async (page) => {
        await page.locator('[data-shard="shardId-000000000000"]').waitFor();
        show({ shards: SPLIT });
        await page.locator('[data-shard="shardId-000000000005"]').waitFor();
        assert.is(await page.evaluate('document.getAnimations().length'), 0);
      },
      { reducedMotion: 'reduce' },
    ),
  ),
);

optional(
  test,
  CHROMIUM,
  'The page goes on by itself when its own server has gone and is back',
  () =>
    withModels(ONE_CHART, ({ url, show, whileGone }) =>
      withPage(url, async (page) => {
        const trouble = page.locator('.trouble');
        await whileGone(async () => {
          await trouble.waitFor();
          assert.match(await trouble.innerText(), 'Start it again: npm run dashboard');
          assert.is(await page.locator('.step').count(), 7);
        });
        await trouble.waitFor({ state: 'detached' });
        show({ walk: { standing: 'It goes on.', steps: [] } });
        await page.getByText('It goes on.').waitFor();
      }),
    ),
);

optional(test, CHROMIUM, 'A server that is silent for long is told of like one that has gone', () =>
  withModels(ONE_CHART, ({ url, show }) =>
    withPage(url, async (page) => {
      await page.clock.install();
      show({ cloud: { ...SAMPLE.cloud, region: 'eu-west-1' } });
      await page.getByText('eu-west-1').waitFor();
      await page.clock.fastForward(20_000);
      show({ cloud: { ...SAMPLE.cloud, region: 'eu-west-2' } });
      await page.getByText('eu-west-2').waitFor();
      await page.clock.fastForward(20_000);
      assert.is(await page.locator('.trouble').count(), 0);
      await page.clock.fastForward(6_000);
      const trouble = page.locator('.trouble');
      assert.match(await trouble.innerText(), 'Start it again: npm run dashboard');
      await page.clock.fastForward(2_000);
      await trouble.waitFor({ state: 'detached' });
    }),
  ),
);

optional(test, CHROMIUM, 'A name of evidence is not parted within a word that has room', () => {
  const endless = 'OnceUponATime'.repeat(8);
  const withEvidence = (evidence: Readonly<Record<string, string>>) => {
    const step = sampleStep(1);
    const outcomes = step.outcomes.map((outcome) => ({ ...outcome, evidence }));
    return { standing: '', steps: [{ ...step, outcomes }] };
  };
  const walk = withEvidence({ mode: 'PROVISIONED '.repeat(40) });
  return withModels({ ...ONE_CHART, walk }, ({ url, show }) =>
    withPage(url, async (page) => {
      for (const summary of await page.locator('summary').all()) await summary.click();
      assert.is(await page.evaluate(LINES), 1);
      await page.setViewportSize({ width: 360, height: 800 });
      assert.is(await page.evaluate(LINES), 1);
      show({ walk: withEvidence({ [endless]: endless }) });
      await page.getByRole('rowheader', { name: endless }).waitFor();
      assert.is(await page.evaluate(SIDEWAYS), 0);
    }),
  );
});

optional(
  test,
  CHROMIUM,
  'A step opens to what was seen, and stays open while its verdict changes',
  () =>
    withModels(ONE_CHART, ({ url, show }) =>
      withPage(
        url,
        async (page) => {
          const step = page.locator('.step').nth(2);
          await step.locator('summary').first().click();
          await step.getByText('What step 3 promises is there').click();
          assert.equal(await step.locator('dt').allInnerTexts(), [
            'Expected',
            'Observed',
            'Reason',
            'What to do',
            'Evidence',
            'See it yourself',
          ]);
          assert.equal(await step.locator('dd > code').allInnerTexts(), [
            'npm run clean-up',
            'npm run workshop -- --only 3',
          ]);
          await step.getByRole('button', { name: 'Copy' }).click();
          await step.getByText('Copied').waitFor();
          const copied = await page.evaluate('navigator.clipboard.readText()');
          assert.is(copied, 'aws kinesis list-shards --stream-name stream-3');

          const steps = SAMPLE.walk.steps.map((one) => (one.number === 3 ? sampleStep(3) : one));
          show({ walk: { standing: '', steps } });
          await step.locator('.verdict.pass').first().waitFor();
          assert.equal(await step.locator('dt').allInnerTexts(), [
            'Expected',
            'Observed',
            'Evidence',
            'See it yourself',
          ]);
          await told(page, 'Step 3, Step 3: PASS.');
          assert.is(await page.evaluate('document.activeElement.textContent'), 'Copy');
        },
        { permissions: ['clipboard-read', 'clipboard-write'] },
      ),
    ),
);

optional(test, CHROMIUM, 'By keyboard alone the page is reached from its start to its end', () =>
  withModels(SAMPLE, ({ url }) =>
    withPage(url, async (page) => {
      await page.keyboard.press('Tab');
      assert.is(await focused(page), 'Skip to the dashboard');
      await page.keyboard.press('Enter');
      assert.is(await page.evaluate('document.activeElement.id'), 'main');
      const reached: string[] = [];
      for (let press = 0; press < 60; press += 1) {
        await page.keyboard.press('Tab');
        const name = await focused(page);
        if (name === '') break;
        reached.push(name);
      }
      for (const name of ['Table of Records per shard', 'Text', 'Alarms', 'Table of the shards']) {
        assert.ok(reached.includes(name), name);
      }
      const steps = reached.filter((name) => /Step \d/.test(name));
      assert.is(steps.length, 7);
      await page.locator('.step summary').first().focus();
      await page.keyboard.press('Enter');
      assert.is(await page.locator('.step details').first().getAttribute('open'), '');
    }),
  ),
);

for (const { name, look } of [
  { name: 'in the light', look: {} },
  { name: 'in the dark', look: { colorScheme: 'dark' } },
  { name: 'at 360 pixels', look: { viewport: { width: 360, height: 740 } } },
] as const) {
  optional(
    test,
    CHROMIUM,
    `An audit finds nothing serious ${name}, and nothing scrolls sideways`,
    () =>
      withModels(SAMPLE, ({ url }) =>
        withPage(
          url,
          async (page) => {
            await page.evaluate(
              'for (const one of document.querySelectorAll("details")) one.open = true',
            );
            await page.getByRole('button', { name: 'Table of the shards' }).click();
            assert.is(await page.evaluate(SIDEWAYS), 0);
            assert.equal(await serious(page), []);
            assert.is(await page.locator('h1').count(), 1);
          },
          look,
        ),
      ),
  );
}

optional(test, CHROMIUM, 'The page turns dark when the system does, and its charts with it', () =>
  withModels(ONE_CHART, ({ url }) =>
    withPage(url, async (page) => {
      await page.locator('canvas').first().waitFor();
      assert.is(await cornerOf(page), '255,255,255');
      await page.emulateMedia({ colorScheme: 'dark' });
      await until(page, `(${CORNER}) === '20,24,29'`);
      const paper = await page.evaluate(
        'getComputedStyle(document.querySelector(".widget")).backgroundColor',
      );
      assert.is(paper, 'rgb(20, 24, 29)');
    }),
  ),
);

optional(test, CHROMIUM, 'Every chart is drawn on white for paper, and afterwards as before', () =>
  withModels(SAMPLE, ({ url }) =>
    withPage(
      url,
      async (page) => {
        await page.locator('[data-shard]').first().waitFor();
        await page.locator('canvas').first().waitFor();
        // Between a real one and the paper there is no frame either.
        const corner = await page.evaluate(`(dispatchEvent(new Event('beforeprint')), ${CORNER})`);
        assert.is(corner, '255,255,255');
        assert.is(await page.locator('canvas').count(), 8);
        const mapPaper = page.locator('.shard-map rect').first();
        assert.is(await mapPaper.getAttribute('fill'), '#ffffff');
        await page.evaluate('dispatchEvent(new Event("afterprint"))');
        await until(page, `(${CORNER}) === '20,24,29'`);
        await page.locator('.shard-map rect[fill="#14181d"]').waitFor();
      },
      { colorScheme: 'dark' },
    ),
  ),
);

optional(
  test,
  CHROMIUM,
  'A hundred widgets are there at once, and drawn as they come into sight',
  () => {
    const widgets = Array.from({ length: 100 }, (_, at) => ({
      ...SAMPLE.dashboard.widgets[0],
      x: (at % 4) * 6,
      y: Math.floor(at / 4) * 6,
      width: 6,
      height: 6,
    }));
    const dashboard = { ...SAMPLE.dashboard, widgets } as typeof SAMPLE.dashboard;
    return withModels({ ...SAMPLE, dashboard }, ({ url }) =>
      withPage(url, async (page) => {
        await page.locator('canvas').nth(7).waitFor();
        assert.is(await page.locator('.widget').count(), 100);
        const drawn = await page.locator('canvas').count();
        assert.ok(drawn < 40, `${drawn} charts are drawn before they are seen`);
        await page.locator('.widget').last().scrollIntoViewIfNeeded();
        await page.locator('.widget').last().locator('canvas').waitFor();
      }),
    );
  },
);

/** Which shards are moved from now on. */
const NOTE_MOVES = `window.moved = new Set();
  Element.prototype.animate = function () { window.moved.add(this.closest('[data-shard]').dataset.shard); };`;

/** A sentence for those who do not see the page. */
async function told(page: Page, sentence: string): Promise<void> {
  await page.getByRole('log').getByText(sentence, { exact: true }).waitFor({ state: 'attached' });
}

/** A pixel of the first chart's paper. */
const CORNER = `document.querySelector('canvas').getContext('2d').getImageData(2, 2, 1, 1).data.slice(0, 3).join()`;

function cornerOf(page: Page): Promise<unknown> {
  return page.evaluate(CORNER);
}

/** In how many lines the first name of evidence is. */
const LINES = `(() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector('.evidence th'));
  return range.getClientRects().length;
})()`;

/** What has the focus and shows it, as its name or its words; '' where nothing has. */
async function focused(page: Page): Promise<string> {
  const name = await page.evaluate(`(({ activeElement: one }) => one === document.body ? ''
    : one.matches(':focus-visible') ? one.getAttribute('aria-label') ?? one.innerText
    : undefined)(document)`);
  assert.type(name, 'string', 'The focus is seen');
  return String(name);
}

/** @returns a line each */
async function serious(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return (await page.evaluate(`axe.run().then(({ violations }) => violations
    .filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 120)).join(' | ')))`)) as string[];
}

test.run();
