import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { DashboardModel, WidgetModel } from '../../src/live/models.ts';
import { optional } from '../support/optional.ts';
import { CHROMIUM, endBrowser, withPage } from './support/browser.ts';
import { SAMPLE, sampleChart, sampleLine, sampleStep } from './support/sample-models.ts';
import { withModels } from './support/served-models.ts';

const SCRIPT = '<img src=x onerror=alert(1)><script>alert(2)</script>';
const NAMES = [SCRIPT, '__proto__', 'constructor', '{a|b}', '\u202egnp.exe', 'x'.repeat(10_000)];

test.after(endBrowser);

optional(test, CHROMIUM, 'A hostile dashboard is text, on a page that still works', () =>
  withModels({ ...SAMPLE, dashboard: dashboardOf(hostileWidgets()) }, ({ url }) =>
    withPage(url, async (page) => {
      await page.locator('canvas').first().waitFor();
      assert.is(await page.locator('.widget h3').first().innerText(), SCRIPT);
      assert.is(
        await page.locator('.grid').locator('img, script, iframe, form, object').count(),
        0,
      );
      await page.locator('canvas').first().hover();
      await page.locator('.widget').first().getByRole('button').click();
      const head = await page.locator('.widget').first().locator('thead th').allInnerTexts();
      const names = NAMES.map((name) => name.replace('\u202e', '\ufffd'));
      assert.equal(head, ['Time (UTC)', `${names[0]} (hot)`, ...names.slice(1)]);
      const own = await page.evaluate('Object.keys(Object.prototype).length');
      assert.is(own, 0);
    }),
  ),
);

optional(test, CHROMIUM, 'Of Markdown only what is written and safe links are left', () =>
  withModels({ ...SAMPLE, dashboard: dashboardOf([text(MARKDOWN)]) }, ({ url }) =>
    withPage(url, async (page) => {
      const widget = page.locator('.markdown');
      assert.equal(
        await widget.locator('*').evaluateAll((all) => [...new Set(all.map((one) => one.tagName))]),
        ['H3', 'P', 'A', 'STRONG'],
      );
      assert.equal(
        await widget.locator('a').evaluateAll((links) => links.map((link) => link.outerHTML)),
        [
          '<a>script</a>',
          '<a>data</a>',
          '<a href="https://example.com/a" target="_blank" rel="noopener noreferrer">good</a>',
        ],
      );
      assert.match(await widget.innerText(), SCRIPT);
      assert.match(await widget.innerText(), '(image: a diagram)');
    }),
  ),
);

const MARKDOWN = `# Title
[script](javascript:alert(1)) [data](data:text/html,<script>alert(1)</script>) [good](https://example.com/a)

![a diagram](https://example.com/pixel.png) **bold**

${SCRIPT}
`;

for (const [name, markdown] of [
  ['plain', 'word '.repeat(200_000)],
  ['nested', `${'>'.repeat(19_000)}deep`],
  ['emphasis without an end', '*a **b '.repeat(2_500)],
  ['brackets', '['.repeat(19_000)],
] as const) {
  optional(test, CHROMIUM, `A text of ${name} does not hold the page up`, () =>
    withModels({ ...SAMPLE, dashboard: dashboardOf([text(markdown)]) }, ({ url }) =>
      withPage(url, async (page) => {
        assert.ok((await page.locator('.markdown').innerText()).length > 0);
      }),
    ),
  );
}

optional(test, CHROMIUM, 'Hostile names of shards, keys, checks and alarms are text', () => {
  const { map } = SAMPLE.shards;
  const outcome = {
    ...sampleStep(1).outcomes[0],
    title: SCRIPT,
    command: SCRIPT,
    observed: SCRIPT,
  };
  const models = {
    ...SAMPLE,
    cloud: { ...SAMPLE.cloud, trouble: SCRIPT, region: SCRIPT },
    shards: {
      problem: '',
      map: map && {
        ...map,
        stream: SCRIPT,
        unknown: [SCRIPT],
        keys: map.keys.map((key) => ({ ...key, partitionKey: SCRIPT })),
      },
    },
    walk: {
      standing: SCRIPT,
      steps: [sampleStep(1, { title: SCRIPT, outcomes: [outcome] as never, doing: SCRIPT })],
    },
  };
  return withModels(models, ({ url }) =>
    withPage(url, async (page) => {
      await page.locator('[data-shard]').first().waitFor();
      await page.locator('.step summary').first().click();
      await page.locator('.checks summary').click();
      assert.is(await page.locator('.command pre').innerText(), SCRIPT);
      assert.is(await page.locator('.standing').innerText(), SCRIPT);
      assert.is(await page.locator('body').locator('img, #page script').count(), 0);
    }),
  );
});

function hostileWidgets(): WidgetModel[] {
  const lines = NAMES.map((name, at) => sampleLine(name, 50 * (at + 1), at === 0));
  const level = { value: 100, label: SCRIPT, side: 'left' } as const;
  const chart = (view: 'timeSeries' | 'pie' | 'bar' | 'singleValue') =>
    sampleChart(SCRIPT, {
      view,
      lines,
      levels: [level],
      axes: { left: { label: SCRIPT }, right: { label: '__proto__' } },
    });
  return (['timeSeries', 'pie', 'bar', 'singleValue'] as const).map((view, at) => ({
    x: 0,
    y: at * 6,
    width: 24,
    height: 6,
    kind: 'metric',
    asTable: false,
    chart: chart(view),
    messages: [SCRIPT],
  }));
}

function text(markdown: string): WidgetModel {
  return { x: 0, y: 0, width: 24, height: 8, kind: 'text', markdown };
}

function dashboardOf(widgets: readonly WidgetModel[]): DashboardModel {
  return { ...SAMPLE.dashboard, name: SCRIPT, names: NAMES, widgets };
}

test.run();
