import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { Clock } from '../../local-aws/clock.ts';
import { startLocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { Progress, Tell } from '../../src/contract.ts';
import { openLivePage } from '../../src/live/live-page.ts';
import { judgedWalk } from '../../src/live/walk/judged-walk.ts';
import { MINUTE_MS } from '../../src/minutes.ts';
import config from '../../workshop.config.ts';
import { CHROMIUM_PATH, launchChromium } from '../shared/chromium.ts';
import { PausingTime } from '../shared/pausing-time.ts';
import { stepChartSvg } from '../shared/step-chart.ts';

// `npm run picture` makes the README's pictures from a real walk: the chart of step 4, and, through
// a browser, the live page in front of the hot shard and the shard map after its split. Time begins
// at a fixed moment and runs only while a page is open, so that a picture hardly changes unless the
// workshop does.
const VIEW = { width: 1200, height: 900 };
const time = new PausingTime(Date.parse('2026-06-01T12:00:00Z'));
const aws = await startLocalAws({ clock: new Clock(() => time.now()) });
const cloud = await connect({
  target: 'local',
  region: config.region,
  endpoint: aws.url,
  realTime: false,
  signal: new AbortController().signal,
});
const workshop = { config, cloud };
const entries = await loadCatalogue(ROOT, await readStems(ROOT));
const browser = CHROMIUM_PATH === undefined ? undefined : await launchChromium();
try {
  let chart: Extract<Progress, { kind: 'chart' }> | undefined;
  await runSteps(1, 5, (progress) => {
    if (progress.kind === 'chart') chart = progress;
  });
  if (chart === undefined) throw new Error('No step told of a chart');
  await save('hot-shard.svg', stepChartSvg(chart, config.dominance.hotShardId));
  if (browser === undefined) {
    console.log('There is no Chromium here: the pictures of the live page stay as they are.');
  } else {
    for (const colorScheme of ['light', 'dark'] as const) {
      await inPage(browser, colorScheme, async (page) => {
        await settled(page, 5);
        await save(`live-page-${colorScheme}.png`, await page.screenshot());
      });
    }
    await runSteps(6, 6);
    await inPage(browser, 'light', async (page) => {
      await settled(page, 6);
      await save('split-shard.png', await page.locator('.shards').screenshot());
    });
  }
} finally {
  await browser?.close();
  cloud.close();
  await aws.stop();
}

async function runSteps(from: number, to: number, tell: Tell = () => undefined): Promise<void> {
  for (const { number, step } of entries) {
    if (number >= from && number <= to) await step.run(workshop, tell);
  }
  // however long the page is looked at, it is in one minute, and the next step begins with another
  await cloud.sleep((MINUTE_MS - (cloud.now() % MINUTE_MS)) / 1000);
}

async function inPage(
  browser: Browser,
  colorScheme: 'light' | 'dark',
  look: (page: Page) => Promise<void>,
): Promise<void> {
  await time.during(async () => {
    const live = await openLivePage({
      workshop,
      profile: undefined,
      walk: judgedWalk(config, entries),
      choice: { dashboard: config.names.dashboard, minutes: undefined },
      port: 0,
      debug: false,
    });
    const page = await browser.newPage({ viewport: VIEW, colorScheme });
    try {
      await page.goto(`${live.url}?minutes=15`);
      await look(page);
    } finally {
      await page.close();
      await live.close();
    }
  });
}

/** So many steps pass, and the keys are on the map: nothing is still to come. */
async function settled(page: Page, steps: number): Promise<void> {
  const passing = page.locator('.step > details > summary .verdict.pass');
  await passing.nth(steps - 1).waitFor();
  await page.locator('.shards svg').getByText('heaviest keys').waitFor();
}

async function save(name: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${ROOT}docs/${name}`, content);
  console.log(`docs/${name}: ${(content.length / 1_000).toFixed(1)} kB`);
}
