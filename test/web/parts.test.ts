import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { chartOf, type Line } from '../../charts/chart.ts';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { WalkModel } from '../../src/live/models.ts';
import { parseChoice, queryOf } from '../../web/choice.ts';
import { chartNumbers } from '../../web/dashboard/chart-numbers.ts';
import { chartSummary } from '../../web/dashboard/chart-summary.ts';
import { rowHeights } from '../../web/dashboard/row-heights.ts';
import { minuteText, windowText } from '../../web/minute-text.ts';
import { proseParts } from '../../web/prose-parts.ts';
import { reshardSentence, reshards } from '../../web/shard-map/reshards.ts';
import { troubleText } from '../../web/trouble.ts';
import { verdictNews } from '../../web/walk/verdict-news.ts';

const START_MS = Date.parse('2026-06-01T12:00:00Z');
const RANGE = { startMs: START_MS, endMs: START_MS + 180_000 };

function line(label: string, values: readonly number[], more: Partial<Line> = {}): Line {
  const points = values.map((value, minute) => [START_MS + minute * 60_000, value] as const);
  return { label, points, periodMs: 60_000, ...more };
}

test('The minutes of the map are told with their day, and with both where there are two', () => {
  assert.is(minuteText(START_MS), '2026-06-01 12:00');
  assert.is(windowText(RANGE), '2026-06-01 12:00 to 12:03 UTC');
  const acrossMidnight = { startMs: START_MS + 43_080_000, endMs: START_MS + 43_260_000 };
  assert.is(windowText(acrossMidnight), '2026-06-01 23:58 to 2026-06-02 00:01 UTC');
});

test('A choice goes into the address and comes back from it, and what is no number of minutes is none', () => {
  const choice = { dashboard: 'a & b?', minutes: 180 };
  assert.is(queryOf(choice), '?dashboard=a+%26+b%3F&minutes=180');
  assert.equal(parseChoice(queryOf(choice)), choice);
  assert.is(queryOf({ dashboard: '', minutes: undefined }), '');
  for (const none of ['-7', '21601', '1e3', '']) {
    assert.equal(parseChoice(`?minutes=${none}`), { dashboard: '', minutes: undefined });
  }
});

test('Rows where texts alone lie are as high as these, and others are not', () => {
  const text = { kind: 'text', height: 2 } as const;
  const chart = { kind: 'metric', height: 6 } as const;
  assert.is(
    rowHeights([
      { ...text, y: 0 },
      { ...chart, y: 2 },
      { ...text, y: 2 },
      { ...text, y: 8 },
      { ...chart, y: 10 },
    ]),
    'repeat(2, fit-content(var(--row-height))) repeat(6, var(--row-height)) repeat(2, fit-content(var(--row-height)))',
  );
  assert.is(rowHeights([{ ...chart, y: 0 }]), '');
});

test('The numbers behind a chart have a row a moment, the newest first, and say what is not known', () => {
  const lines = [line('shard 0', [600, 610], { hot: true }), line('shard 1', [60])];
  assert.equal(chartNumbers(chartOf({ title: 'Records', range: RANGE, lines })), {
    head: ['Time (UTC)', 'shard 0 (hot)', 'shard 1'],
    rows: [
      ['2026-06-01 12:01', '610', '–'],
      ['2026-06-01 12:00', '600', '60'],
    ],
    left: '',
  });
});

test('The numbers of a long chart say how many are left out', () => {
  const long = line(
    'long',
    Array.from({ length: 300 }, (_, minute) => minute),
  );
  const lines = Array.from({ length: 60 }, (_, at) => ({ ...long, label: `line ${at}` }));
  const { head, rows, left } = chartNumbers(chartOf({ title: 'Long', range: RANGE, lines }));
  assert.is(head.length, 51);
  assert.is(rows.length, 200);
  assert.is(left, '200 of 300 moments, the newest. 50 of 60 lines.');
});

test('A chart is summed up in words, with what is hot and what is empty', () => {
  const lines = [line('shard 0', [600, 610, 605], { hot: true }), line('shard 1', [])];
  const chart = chartOf({ title: 'Records', range: RANGE, lines });
  assert.is(
    chartSummary(chart),
    'Chart over time: Records. shard 0 (hot): newest 605, highest 610.',
  );
  assert.is(
    chartSummary({ ...chart, lines: lines.slice(1) }),
    'Chart over time: Records. No data available.',
  );
});

test('A split and a merge are told by the numbers of their shards', () => {
  const before = mapOf({ 0: [], 1: [], 2: [] });
  const after = mapOf({ 0: [], 1: [], 2: [], 3: [0], 4: [0], 5: [1, 2], 6: [3], 7: [3] });
  assert.equal(reshards(before, after).map(reshardSentence), [
    'Shard 0 was split into 3 and 4.',
    'Shards 1 and 2 were merged into 5.',
    'Shard 3 was split into 6 and 7.',
  ]);
  assert.equal(reshards(after, after), []);
  assert.equal(reshards({ ...before, stream: 'another' }, after), []);
});

test('Trouble with AWS is told in whole sentences, with what to do where the page looks', () => {
  const local = {
    target: 'local',
    endpoint: 'http://127.0.0.1:4599',
    startedBy: 'npm run local-aws -- --port 4599',
  } as const;
  assert.is(
    troubleText({ ...local, trouble: 'Nothing answers at http://127.0.0.1:4599' }),
    'Nothing answers at http://127.0.0.1:4599. If the local AWS has ended, start it again: npm run local-aws -- --port 4599. The page goes on by itself.',
  );
  assert.is(
    troubleText({
      target: 'endpoint',
      endpoint: 'http://moto:5000',
      startedBy: '',
      trouble: 'It timed out.',
    }),
    'It timed out. Look whether http://moto:5000 still runs. The page goes on by itself.',
  );
  assert.is(
    troubleText({
      target: 'aws',
      endpoint: '',
      startedBy: '',
      trouble: 'There is no connection. socket hang up',
    }),
    'There is no connection. socket hang up. Look at the network and at your credentials. The page goes on by itself.',
  );
  assert.is(troubleText({ ...local, trouble: '' }), '');
});

test('Up to three new verdicts are told one by one, more of them in one sentence', () => {
  const before = walkOf(['FAIL', 'FAIL', 'FAIL', 'FAIL']);
  assert.equal(verdictNews(before, walkOf(['PASS', 'NOT YET', 'FAIL', 'FAIL'])), [
    'Step 1, Step one: PASS.',
    'Step 2, Step one: NOT YET.',
  ]);
  assert.equal(verdictNews(before, before), []);
  assert.equal(verdictNews(before, walkOf(['PASS', 'PASS', 'PASS', 'NOT YET'])), [
    '4 steps have a new verdict; 3 of 4 pass.',
  ]);
});

test('A first verdict is news where the step was running, and else not', () => {
  const running = walkOf([undefined, undefined]);
  const steps = running.steps.map((step) =>
    step.number === 1 ? { ...step, state: 'running' as const } : step,
  );
  assert.equal(verdictNews({ standing: '', steps }, walkOf(['PASS', 'PASS'])), [
    'Step 1, Step one: PASS.',
  ]);
});

/** Shards by number, with their parents. */
function mapOf(shards: Readonly<Record<number, readonly number[]>>): ShardMap {
  return {
    stream: 'stream',
    status: 'ACTIVE',
    keys: [],
    window: undefined,
    unknown: [],
    shards: Object.entries(shards).map(([number, parents]) => ({
      shardId: shardId(Number(number)),
      from: 0,
      to: 1,
      startingHashKey: '0',
      endingHashKey: '1',
      open: true,
      parentShardIds: parents.map(shardId),
      heat: undefined,
    })),
  };
}

function shardId(number: number): string {
  return `shardId-${String(number).padStart(12, '0')}`;
}

function walkOf(verdicts: readonly WalkModel['steps'][number]['verdict'][]): WalkModel {
  return {
    standing: '',
    steps: verdicts.map((verdict, at) => ({
      stem: `0${at + 1}-step`,
      number: at + 1,
      title: 'Step one',
      state: verdict === undefined ? 'not looked at' : 'judged',
      doing: '',
      verdict,
      outcomes: [],
    })),
  };
}

test('In a sentence the commands to type are told from the words, in a clone and with npx', () => {
  const commandsIn = (text: string) => proseParts(text).filter((_, at) => at % 2 === 1);
  assert.equal(commandsIn('Begin anew: npm run clean-up, then npm run workshop -- --only 1.'), [
    'npm run clean-up',
    'npm run workshop -- --only 1',
  ]);
  const npx = 'npx kinesis-hot-shard-workshop';
  assert.equal(commandsIn(`Begin anew: ${npx} clean-up, then ${npx} workshop --only 1.`), [
    `${npx} clean-up`,
    `${npx} workshop --only 1`,
  ]);
});

test.run();
