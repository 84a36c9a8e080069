// The live page in Chromium: node --import tsx bench/page.ts
//
// How soon the first chart is drawn, and what a redraw of 8 lines of 180 minutes takes of the page's
// one thread: the event read, the page brought up to date, the chart laid out and painted.
import type { Page } from 'playwright-core';
import { endBrowser, withPage } from '../test/web/support/browser.ts';
import { SAMPLE, sampleChart, sampleLine } from '../test/web/support/sample-models.ts';
import { withModels } from '../test/web/support/served-models.ts';
import { median } from './results.ts';

const LOADS = 7;
const REDRAWS = 100;
const FRAME_MS = 1000 / 60;

const dashboards = [0, 1].map((round) => ({
  ...SAMPLE.dashboard,
  widgets: [
    {
      x: 0,
      y: 0,
      width: 24,
      height: 10,
      kind: 'metric' as const,
      asTable: false,
      messages: [],
      chart: sampleChart('Eight lines of three hours', {
        lines: Array.from({ length: 8 }, (_, at) =>
          sampleLine(`shardId-00000000000${at}`, 100 * at + 20 * round + 50, at === 7),
        ),
      }),
    },
  ],
}));

const NOTE_FIRST_CHART = `new MutationObserver((_, observer) => {
  if (document.querySelector('canvas') === null) return;
  observer.disconnect();
  requestAnimationFrame(() => requestAnimationFrame(() => { window.firstChartMs = performance.now(); }));
}).observe(document, { childList: true, subtree: true });`;

const COUNT_FRAMES = `window.frames = []; (function note(now) {
  window.frames.push(now); requestAnimationFrame(note);
})(performance.now());`;

await withModels(
  { ...SAMPLE, dashboard: dashboards[0] ?? SAMPLE.dashboard },
  async ({ url, show }) => {
    await withPage(url, async (page) => {
      await page.addInitScript(NOTE_FIRST_CHART);
      const firstMs: number[] = [];
      for (let load = 0; load < LOADS; load += 1) {
        await page.reload();
        while (!(await page.evaluate('window.firstChartMs > 0'))) await frame(page);
        firstMs.push(Number(await page.evaluate('window.firstChartMs')));
      }
      tell('First chart drawn, ms after the navigation began', median(firstMs), firstMs);

      const devtools = await page.context().newCDPSession(page);
      // Of the processor's time, so that what else the machine does counts less.
      await devtools.send('Performance.enable', { timeDomain: 'threadTicks' });
      const taskMs = async () => {
        const { metrics } = await devtools.send('Performance.getMetrics');
        return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
      };
      await page.evaluate(COUNT_FRAMES);
      const measured = async (change: (round: number) => void) => {
        const all: number[] = [];
        for (let round = 0; round < REDRAWS; round += 1) {
          const before = await taskMs();
          change(round);
          for (let frames = 0; frames < 4; frames += 1) await frame(page);
          all.push((await taskMs()) - before);
        }
        return all;
      };
      const idleMs = median(await measured(() => undefined));
      const redraws = await measured((round) =>
        show({ dashboard: dashboards[round % 2 === 0 ? 1 : 0] ?? SAMPLE.dashboard }),
      );
      const net = redraws.map((ms) => ms - idleMs);
      tell('Redraw of 8 lines of 180 points, ms of the thread', median(net), net);
      const frames = (await page.evaluate('window.frames')) as number[];
      const late = frames.filter((at, index) => at - (frames[index - 1] ?? at) > 1.5 * FRAME_MS);
      console.log(`Frames that came late: ${late.length} of ${frames.length}`);
    });
  },
);
await endBrowser();

async function frame(page: Page): Promise<void> {
  await page.evaluate('new Promise(requestAnimationFrame)');
}

function tell(what: string, middle: number, all: readonly number[]): void {
  const [least, most] = [Math.min(...all), Math.max(...all)].map((ms) => ms.toFixed(1));
  console.log(`${what}: ${middle.toFixed(1)} (least ${least}, most ${most})`);
}
