import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorkshopEvent } from '../../src/contract.ts';
import { liveText } from '../../src/report/live-text.ts';
import { duration, latest, summarise, summaryLine } from '../../src/report/tally.ts';
import { textLines } from '../../src/report/text.ts';
import { barValues } from '../../src/report/traffic-bars.ts';
import { PLAIN } from '../../src/ui/style.ts';
import { wrapText } from '../../src/ui/wrap.ts';
import { FAILED, outcome, UNKNOWN, WAITING } from './sample.ts';

const check = (of: ReturnType<typeof outcome>) => textLines({ event: 'check', ...of }, PLAIN);

test('a PASS is one line, and below it what was seen', () => {
  assert.equal(check(outcome({ observed: 'share 76.9 %, lead 10.0' })), [
    '  ✔ PASS  Every open shard received records',
    '          share 76.9 %, lead 10.0',
  ]);
});

test('what is not PASS says why, what was expected and seen, what to do, and where to look', () => {
  assert.equal(check(FAILED), [
    '  ✘ FAIL  The hot shard dominates IncomingRecords',
    '      reason    shardId-000000000002 is the hottest',
    '      expected  4 of 4 shards',
    '      observed  shardId-000000000002 45 %',
    '      next      Run step 3',
    '      see       aws kinesis list-shards',
  ]);
});

test('NOT YET says how long is left, and CANNOT TELL is no FAIL', () => {
  assert.equal(check(WAITING).slice(0, 2), [
    '  … NOT YET  Both witnesses agree',
    '      reason    minute 12:03 has no datapoint (60 s left)',
  ]);
  assert.is(check(UNKNOWN)[0], '  ? CANNOT TELL  The dashboard is present');
});

test('A reason that several checks of a step have in a row is told once', () => {
  const written: string[] = [];
  const { report } = liveText({
    stream: { write: (text) => written.push(text) },
    style: PLAIN,
    bars: undefined,
  });
  for (const [step, title, reason] of [
    ['01-deploy', 'The stream is ACTIVE', 'no stream'],
    ['01-deploy', 'It has four shards', 'no stream'],
    ['01-deploy', 'It is kept for a day', 'no retention'],
    ['02-enable-metrics', 'All seven are on', 'no retention'],
  ] as const) {
    report({ event: 'check', ...FAILED, step, title, reason });
  }
  assert.equal(
    written.map((line) => line.trimEnd()).filter((line) => / FAIL {2}| reason /.test(line)),
    [
      '  ✘ FAIL  The stream is ACTIVE',
      '      reason    no stream',
      '  ✘ FAIL  It has four shards',
      '      reason    as above',
      '  ✘ FAIL  It is kept for a day',
      '      reason    no retention',
      '  ✘ FAIL  All seven are on',
      '      reason    no retention',
    ],
  );
  assert.is(written.filter((line) => line.includes('expected')).length, 3);
});

test('control characters in an answer do not reach the terminal', () => {
  assert.equal(check(outcome({ observed: 'a\u001b[2Jb\u0007' }))[1], '          a[2Jb');
});

test('the summary counts each verdict, and names the cloud time where it was moved forward', () => {
  const summary = summarise([outcome(), FAILED, WAITING, UNKNOWN], 3.44, 361);
  assert.equal(summary, {
    event: 'summary',
    pass: 1,
    fail: 1,
    notYet: 1,
    cannotTell: 1,
    seconds: 3.4,
    cloudSeconds: 361,
  });
  assert.is(
    summaryLine(summary),
    '1 PASS, 1 FAIL, 1 NOT YET, 1 CANNOT TELL in 3.4 s (6 min of cloud time)',
  );
  assert.is(
    summaryLine({ ...summary, cloudSeconds: 3.9 }),
    '1 PASS, 1 FAIL, 1 NOT YET, 1 CANNOT TELL in 3.4 s',
  );
});

test('a duration has the unit that a person would take', () => {
  assert.equal([3.44, 45, 119, 361, 3_900].map(duration), [
    '3.4 s',
    '45 s',
    '119 s',
    '6 min',
    '1 h 5 min',
  ]);
});

test('the last outcome of a check counts', () => {
  const first = outcome({ verdict: 'FAIL' });
  assert.equal(latest([first, FAILED, outcome()]), [outcome(), FAILED]);
});

function written(repaint: boolean, events: readonly WorkshopEvent[]): string {
  let text = '';
  const shown: string[] = [];
  const bars = repaint
    ? { show: () => shown.push('bars'), stop: () => shown.push('stop') }
    : undefined;
  const stream = {
    columns: 30,
    write: (part: string) => {
      text += part;
    },
  };
  const live = liveText({ stream, style: PLAIN, bars });
  for (const event of events) live.report(event);
  live.settle();
  return text;
}

const wait = (text: string): WorkshopEvent => ({
  event: 'progress',
  step: '03-produce',
  progress: { kind: 'wait', text },
});
const traffic = (cloudSeconds: number): WorkshopEvent => ({
  event: 'progress',
  step: '03-produce',
  progress: {
    kind: 'traffic',
    cloudSeconds,
    totalCloudSeconds: 150,
    shards: {
      'shardId-000000000001': { sent: 20, accepted: 20, givenUp: 0, throttled: 0 },
      'shardId-000000000000': { sent: 1_300, accepted: 1_200, givenUp: 0, throttled: 100 },
    },
  },
});

test('without a terminal a wait is told once, though its countdown runs', () => {
  assert.is(
    written(false, [wait('not there, 60 s left'), wait('not there, 40 s left'), wait('almost')]),
    '  … not there, 60 s left\n  … almost\n',
  );
});

test('on a terminal a wait is painted over, within the line, and gone at the end', () => {
  assert.is(
    written(true, [wait('a'), wait('a long wait for something that comes')]),
    '\r\u001b[K  … a\r\u001b[K  … a long wait for somethin…\r\u001b[K',
  );
});

test('without a terminal traffic is told once a minute of cloud time, and at its end', () => {
  const at = (seconds: number) =>
    `  ${seconds} of 150 s: shardId-000000000000 1,200, shardId-000000000001 20; 100 refused\n`;
  assert.is(
    written(false, [traffic(10), traffic(61), traffic(90), traffic(121), traffic(150)]),
    at(61) + at(121) + at(150),
  );
});

test('the bars share one scale: the hottest is full at the end, and the share is of all', () => {
  const event = traffic(75);
  const progress = event.event === 'progress' ? event.progress : undefined;
  assert.is(progress?.kind, 'traffic');
  const values = progress?.kind === 'traffic' ? barValues(progress) : [];
  assert.equal(
    values.map(({ shardId, value, of, words }) => [shardId, value, of, words.share.trim()]),
    [
      ['shardId-000000000000', 1_200, 2_400, '98.4 %'],
      ['shardId-000000000001', 20, 2_400, '1.6 %'],
    ],
  );
});

test('a chart draws every series on one scale, with gaps where there is no value', () => {
  const progress = {
    kind: 'chart',
    title: 'IncomingRecords by shard',
    startMs: Date.parse('2026-06-01T12:00:00Z'),
    stepMs: 60_000,
    series: { 'shard-0': [12_000, 6_000, null], 'shard-10': [0, 1_200] },
  } as const;
  assert.equal(textLines({ event: 'progress', step: '04-dashboard', progress }, PLAIN), [
    '  IncomingRecords by shard, 12:00 to 12:03 UTC, one block each 60 s',
    '  shard-0   █▅·  at most 12,000',
    '  shard-10  ▁▂·  at most 1,200',
  ]);
});

test('a guide is set anew: paragraphs stay apart, lines within them are joined and broken', () => {
  assert.equal(wrapText('\naa bb\ncc\n\ndddddddd e\n', 5), ['aa bb', 'cc', '', 'dddddddd', 'e']);
});

test('the points of a list stay points, and go on below their text', () => {
  assert.equal(wrapText('two:\n- aa bb cc\n- dd', 7), ['two:', '- aa bb', '  cc', '- dd']);
});

test.run();
