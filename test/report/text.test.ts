import textWidth from 'string-width';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { WorkshopEvent } from '../../src/contract.ts';
import { duration } from '../../src/duration.ts';
import { liveText } from '../../src/report/live-text.ts';
import { latest, stepLine, summarise, summaryLine } from '../../src/report/tally.ts';
import { textLines } from '../../src/report/text.ts';
import { trafficBars } from '../../src/report/traffic-bars.ts';
import { PLAIN, type Style } from '../../src/ui/style.ts';
import { FAILED, outcome, UNKNOWN, WAITING } from './sample.ts';

/** With signs, and without the colours. */
const SIGNS = { ...PLAIN };
const target = { target: 'local', timeLapse: true } as const;
const told = (event: WorkshopEvent, style = SIGNS, columns = 80) =>
  textLines(event, { style, columns, target });
const check = (of: ReturnType<typeof outcome>) => told({ event: 'check', ...of });

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
    stream: { columns: 100, write: (text) => written.push(text) },
    style: SIGNS,
    unicode: true,
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

test('a command at the end of a sentence is broken as a command where it does not fit', () => {
  const lines: string[] = [];
  const stream = { columns: 50, write: (text: string) => lines.push(text) };
  const live = liveText({ stream, style: PLAIN, unicode: true });
  live.say('Go on with: npm run workshop -- --target aws');
  live.say('Go on there with: npm run workshop -- --target http://127.0.0.1:40000');
  live.say('Begin anew: npm run clean-up, then npm run workshop');
  assert.equal(lines, [
    'Go on with: npm run workshop -- --target aws\n',
    'Go on there with:\n',
    '  npm run workshop -- \\\n',
    '    --target http://127.0.0.1:40000\n',
    'Begin anew: npm run clean-up, then npm run\n',
    'workshop\n',
  ]);
});

test('control characters in an answer do not reach the terminal', () => {
  assert.equal(check(outcome({ observed: 'a\u001b[2Jb\u0007' }))[1], '          a[2Jb');
});

test('control characters in what is waited for do not reach the terminal', () => {
  const shown: WorkshopEvent = {
    event: 'progress',
    step: '',
    progress: { kind: 'wait', text: 'a\u001b[2Jb\u0007' },
  };
  assert.match(written(SIGNS, [shown]), '  … a[2Jb\n');
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

test('a step ends with the verdicts that there were, and its time', () => {
  assert.is(
    stepLine(3, summarise([outcome(), FAILED], 2.14, 361)),
    'Step 3: 1 PASS, 1 FAIL in 2.1 s (6 min of cloud time)',
  );
});

test('a duration has the unit that a person would take', () => {
  assert.equal([3.44, 3, 45, 119, 361, 3_900].map(duration), [
    '3.4 s',
    '3 s',
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

/** What is on a page of 30 columns, or in a file, after the events. */
function written(style: Style, events: readonly WorkshopEvent[]): string {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  const stream = style === PLAIN ? { write } : { columns: 30, write };
  const live = liveText({ stream, style, unicode: true });
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

test('in a file a wait is told once, though its countdown runs', () => {
  assert.is(
    written(PLAIN, [wait('not there, 60 s left'), wait('not there, 40 s left'), wait('almost')]),
    '  not there, 60 s left\n  almost\n',
  );
});

test('on a terminal a wait is broken at its words, and gone at the end with all its rows', () => {
  assert.is(
    written(SIGNS, [wait('a wait for something that comes'), wait('another one')]),
    '  … a wait for something that\n    comes\n\u001b[2F\u001b[J',
  );
});

test('a wait says how long it has taken since the step began, or since the last words', () => {
  const real = performance.now;
  let nowMs = 0;
  performance.now = () => nowMs;
  try {
    let shown = '';
    const stream = { columns: 80, write: (text: string) => (shown += text) };
    const live = liveText({ stream, style: SIGNS, unicode: true });
    nowMs = 44_000;
    live.say('Do it in another terminal.');
    nowMs = 46_000;
    live.report(wait('Not there'));
    live.report({ event: 'check', ...outcome() });
    nowMs = 47_000;
    live.report(wait('Not there'));
    live.settle();
    assert.equal(shown.match(/Not there.*/g), ['Not there', 'Not there, 3 s so far']);
  } finally {
    performance.now = real;
  }
});

test('in a file traffic is told once a minute of cloud time, and at its end', () => {
  const at = (seconds: number) =>
    `  ${seconds} of 150 s: shardId-000000000000 1,200, shardId-000000000001 20; 100 refused\n`;
  assert.is(
    written(PLAIN, [traffic(10), traffic(61), traffic(90), traffic(121), traffic(150)]),
    at(61) + at(121) + at(150),
  );
});

function barsOf(seconds: number, columns: number): string[] {
  const event = traffic(seconds);
  if (event.event !== 'progress' || event.progress.kind !== 'traffic') return [];
  return trafficBars(event.progress, columns);
}

test('the bars share one scale: the hottest is full at the end, and the share is of all', () => {
  assert.equal(barsOf(75, 71), [
    '75 of 150 s, 75 s left, 1,220 records, 100 refused',
    'shard 0  █████████████████░░░░░░░░░░░░░░░░░  1,200  98.4 %  100 refused',
    'shard 1  █░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░     20   1.6 %',
  ]);
  assert.match(barsOf(150, 71)[1] ?? '', '█'.repeat(34));
});

/** Shard 7 of these is the hottest, each of the others has more than the one before it. */
const MANY: WorkshopEvent = {
  event: 'progress',
  step: '',
  progress: {
    kind: 'traffic',
    cloudSeconds: 150,
    totalCloudSeconds: 150,
    shards: Object.fromEntries(
      Array.from({ length: 400 }, (_, shard) => {
        const accepted = shard === 7 ? 60_000 : shard;
        const counts = { sent: accepted, accepted, givenUp: 0, throttled: 0 };
        return [`shardId-${String(shard).padStart(12, '0')}`, counts];
      }),
    ),
  },
};

test('of more shards than a terminal has rows, how far it is and the heaviest stay', () => {
  const linesAt = (columns: number) => {
    let shown = '';
    const stream = { columns, rows: 12, write: (text: string) => (shown += text) };
    const live = liveText({ stream, style: SIGNS, unicode: true });
    live.report(MANY);
    live.settle();
    return shown.trimEnd().split('\n');
  };
  const wide = linesAt(80);
  assert.is(wide.length, 11);
  assert.is(wide[0], '  150 of 150 s, 139,793 records, 0 refused');
  assert.match(wide[1] ?? '', /^ {2}shardId-000000000007 {2}█+ {2}60,000 {2}42.9 %$/);
  assert.is(wide.at(-1), '  and 391 more with 76,629');
  const narrow = linesAt(30);
  assert.is(narrow.length, 11);
  assert.equal(narrow.slice(0, 3), [
    '  150 of 150 s, 139,793',
    '  records, 0 refused',
    '  shard 7    60,000  42.9 %',
  ]);
  assert.is(narrow.at(-1), '  and 392 more with 77,021');
});

test('in a file the heaviest of many shards are named', () => {
  assert.is(
    written(PLAIN, [MANY]),
    '  150 of 150 s: shardId-000000000007 60,000, shardId-000000000393 393, shardId-000000000394 394, shardId-000000000395 395, shardId-000000000396 396, shardId-000000000397 397, shardId-000000000398 398, shardId-000000000399 399, 392 more with 77,021; 0 refused\n',
  );
});

test('names and bars of traffic take the room there is', () => {
  for (const columns of [50, 60, 80, 200]) {
    const widths = barsOf(75, columns).map((text) => textWidth(text));
    assert.ok(Math.max(...widths) <= columns, `${columns}`);
  }
  assert.match(barsOf(75, 80)[1] ?? '', /^shardId-000000000000 {2}█/);
});

const CHART = {
  kind: 'chart',
  title: 'IncomingRecords by shard',
  startMs: Date.parse('2026-06-01T12:00:00Z'),
  stepMs: 60_000,
  series: {
    'shardId-000000000000': [12_000, 6_000, null],
    'shardId-000000000010': [0, 1_200, 800],
  },
} as const;
const charted = (style: Style, columns: number) =>
  told({ event: 'progress', step: '04-dashboard', progress: CHART }, style, columns);

test('a chart draws every series on one scale, with its share, and names the hottest', () => {
  assert.equal(charted(SIGNS, 60), [
    '  IncomingRecords by shard, 12:00Z to 12:03Z',
    '  █ over time is 12,000; the bars are shares of the sum',
    '  shard 0   ███▅▅▅     18,000  90.0 %  ███████████░  hottest',
    '  shard 10  ▁▁▁▂▂▂▁▁▁   2,000  10.0 %  █░░░░░░░░░░░',
  ]);
});

const charts = (values: readonly (readonly number[])[], columns: number) => {
  const series = Object.fromEntries(values.map((each, at) => [`shardId-00000000000${at}`, each]));
  const progress = { ...CHART, series };
  return told({ event: 'progress', step: '04-dashboard', progress }, SIGNS, columns);
};

test('a chart fits the width there is, and joins steps where it has no room for each', () => {
  const rising = [Array.from({ length: 90 }, (_, at) => at)];
  for (const columns of [40, 50, 60, 80, 140]) {
    const [title, , ...rows] = charts(rising, columns);
    assert.is(title, '  IncomingRecords by shard, 12:00Z to 13:30Z');
    assert.ok(Math.max(...rows.map((text) => textWidth(text))) <= columns, `${columns}`);
  }
  const [, scale, row] = charts(rising, 60);
  assert.is(
    scale,
    '  █ over time is 89, a block the highest of 6 min; the bars are shares of the sum',
  );
  assert.match(row ?? '', /^ {2}shard 0 {2}▁▂▂▃▃▄▄▅▅▆▆▇▇██ {2}4,005/);
});

test('in a narrow terminal a chart has two rows a series, and names no bars that it has no room for', () => {
  const hot = [0, 0, ...Array.from({ length: 11 }, () => 12_000)];
  const cool = [0, 0, ...Array.from({ length: 11 }, () => 1_200)];
  assert.equal(charts([hot, cool], 44), [
    '  IncomingRecords by shard, 12:00Z to 12:13Z',
    '  █ over time is 12,000; the bars are shares of the sum',
    '  shard 0  ▁▁▁▁██████████████████████',
    '    132,000  90.9 %  █████████████░  hottest',
    '  shard 1  ▁▁▁▁▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂▂',
    '     13,200   9.1 %  █░░░░░░░░░░░░░',
  ]);
  assert.equal(charts([hot, cool], 20), [
    '  IncomingRecords by shard, 12:00Z to 12:13Z',
    '  █ over time is 12,000, a block the highest of 2 min',
    '  shard 0  ▁██████',
    '    132,000  90.9 %  hottest',
    '  shard 1  ▁▂▂▂▂▂▂',
    '     13,200   9.1 %',
  ]);
});

test('in plain words a chart is a sentence a series, with the same numbers', () => {
  assert.equal(charted(PLAIN, 60), [
    '  IncomingRecords by shard, 12:00Z to 12:03Z',
    '  shardId-000000000000, the hottest: 18,000, which is 90.0 % of all; at most 12,000 from 12:00Z to 12:01Z',
    '  shardId-000000000010: 2,000, which is 10.0 % of all; at most 1,200 from 12:01Z to 12:02Z',
  ]);
});

test('a table has columns where they fit, and is a sentence a row elsewhere', () => {
  const progress = {
    kind: 'table',
    caption: 'Heaviest keys',
    head: ['key', 'records', 'share'],
    rows: [
      ['"shop-1"', '10,119', '16.9 %'],
      ['"shop-22"', '9', '0.1 %'],
    ],
  } as const;
  const table = { event: 'progress', step: '', progress } as const;
  assert.equal(told(table, SIGNS, 30), [
    '  Heaviest keys',
    '  key        records   share',
    '  "shop-1"    10,119  16.9 %',
    '  "shop-22"        9   0.1 %',
  ]);
  const sentences = [
    '  Heaviest keys',
    '  - "shop-1": records 10,119, share 16.9 %',
    '  - "shop-22": records 9, share 0.1 %',
  ];
  assert.equal(told(table, SIGNS, 27), sentences);
  assert.equal(told(table, PLAIN, 80), sentences);
});

test('a step says its place, how long it takes and what it adds to the bill', () => {
  const step: WorkshopEvent = {
    event: 'step',
    step: '03-produce',
    number: 3,
    of: 7,
    title: 'Send traffic',
    action: 'run',
    estimate: { cloudSeconds: 480, usd: 0.06 },
  };
  assert.equal(told(step), [
    '',
    'Step 3 of 7 · Send traffic',
    'About 8 min of cloud time, seconds of yours. On AWS it would add 0.06 USD to the bill.',
  ]);
  const aws = { target: 'aws', timeLapse: false } as const;
  assert.equal(textLines(step, { style: PLAIN, columns: 80, target: aws }), [
    '',
    'Step 3 of 7: Send traffic',
    'About 8 min. It adds 0.06 USD to the bill.',
  ]);
});

test('the end shows each step with the gravest of its verdicts', () => {
  const step = (number: number, title: string, action: 'run' | 'skip'): WorkshopEvent => ({
    event: 'step',
    step: `0${number}-x`,
    number,
    of: 7,
    title,
    action,
  });
  const text = written(SIGNS, [
    step(1, 'Deploy', 'run'),
    { event: 'check', ...outcome() },
    step(2, 'Go', 'run'),
    { event: 'check', ...FAILED },
    { event: 'check', ...outcome() },
    step(2, 'Go', 'skip'),
    { event: 'check', ...WAITING },
    { event: 'check', ...FAILED, verdict: 'PASS' },
    summarise([], 1, 1),
  ]);
  assert.match(text, '\n\n  ✔ PASS     1 · Deploy\n  … NOT YET  2 · Go (skipped)\n\n');
});

test('without Unicode every sign has its stand-in, and foreign letters their numbers', () => {
  const lines: string[] = [];
  const stream = { columns: 60, write: (text: string) => lines.push(text) };
  const live = liveText({ stream, style: SIGNS, unicode: false });
  live.report({
    event: 'check',
    ...outcome({ title: 'The dashboard’s query', observed: 'café 🔥' }),
  });
  live.report({ event: 'progress', step: '', progress: CHART });
  assert.equal(
    lines.map((line) => line.trimEnd()),
    [
      "  + PASS  The dashboard's query",
      '          caf\\u00e9 \\ud83d\\udd25',
      '  IncomingRecords by shard, 12:00Z to 12:03Z',
      '  # over time is 12,000; the bars are shares of the sum',
      '  shard 0   ###===     18,000  90.0 %  ###########.  hottest',
      '  shard 10  ___...___   2,000  10.0 %  #...........',
    ],
  );
});

test('without Unicode what is painted over is in ASCII, too', () => {
  let shown = '';
  const stream = { columns: 60, write: (text: string) => (shown += text) };
  const live = liveText({ stream, style: SIGNS, unicode: false });
  live.report(wait('café is UPDATING'));
  assert.is(shown, '  ... caf\\u00e9 is UPDATING\n');
  live.report(traffic(150));
  live.settle();
  assert.match(shown, /shard 0 {2}#{20}/);
  assert.not.match(shown, /[^\p{ASCII}]/u);
});

test.run();
