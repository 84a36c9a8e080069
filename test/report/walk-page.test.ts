import { createHash } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import type { Outcome, WorkshopEvent } from '../../src/contract.ts';
import type { Seen, StreamSight } from '../../src/picture/seen.ts';
import { walkPage } from '../../src/report/html/walk-page.ts';
import { FAILED, outcome, UNKNOWN, WAITING } from './sample.ts';

const WRITTEN_MS = Date.parse('2026-06-01T12:40:00Z');
const START_MS = Date.parse('2026-06-01T12:00:00Z');

test('A report is one file that fetches nothing, runs nothing, and allows its own style alone', () => {
  const html = pageOf([outcome(), FAILED], sight());
  const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const hash = createHash('sha256').update(style).digest('base64');
  assert.match(
    html,
    `content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`,
  );
  const tags = new Set([...html.matchAll(/<([a-z0-9]+)/gi)].map(([, name]) => name));
  for (const name of ['script', 'img', 'link', 'iframe', 'a', 'image', 'use']) {
    assert.not.ok(tags.has(name), name);
  }
  assert.not.match(html, / style="/);
  assert.not.match(style, /url\(|@import/);
  assert.match(style, '@media screen and (prefers-color-scheme: dark)');
});

test('A report begins with its verdicts, where and when, and how long it took', () => {
  const html = pageOf([outcome(), FAILED, WAITING, UNKNOWN]);
  assert.match(html, '<p class="finding">1 of 4 checks pass.</p>');
  for (const mark of ['good">✓ 1 PASS', 'bad">✕ 1 FAIL', 'open">… 1 NOT YET', 'unknown">? 1 CAN']) {
    assert.match(html, `<li><span class="verdict ${mark}`);
  }
  assert.match(html, 'Local AWS, us-east-1 · 2026-06-01 12:40Z · 3.4 s (6 min of cloud time)');
  assert.match(pageOf([outcome()]), '<p class="finding">The check passes.</p>');
  assert.match(pageOf([]), '<p class="finding">Nothing was judged.</p>');
});

test('A check opens to what was expected and observed, the next thing to do, evidence and command', () => {
  const html = pageOf([FAILED]);
  const [check = ''] = /<details class="check" open>[\s\S]*?<\/details>/.exec(html) ?? [];
  const facts = [...check.matchAll(/<dt>([^<]*)<\/dt>\s*<dd>(?:<pre>)?([^<]*)</g)];
  assert.equal(
    facts.map(([, name, text]) => [name, text]),
    [
      ['expected', '4 of 4 shards'],
      ['observed', 'shardId-000000000002 45 %'],
      ['next', 'Run step 3'],
      ['evidence', '{\n  &quot;shards&quot;: 4\n}'],
      ['see for yourself', 'aws kinesis list-shards'],
    ],
  );
  assert.match(check, '<div class="quiet">shardId-000000000002 is the hottest</div>');
  assert.match(pageOf([outcome()]), '<details class="check"><summary>');
});

test('A step that was come to again is one section, the same step of another walk another', () => {
  const step = (title: string): WorkshopEvent => ({ ...STEP, title });
  const html = walkPage(
    [
      step('Walk 1 of 2: Deploy'),
      { event: 'check', ...FAILED },
      step('Walk 1 of 2: Deploy'),
      { event: 'check', ...FAILED, verdict: 'PASS' },
      step('Walk 2 of 2: Deploy'),
      { event: 'check', ...FAILED },
    ],
    undefined,
    WRITTEN_MS,
  );
  assert.equal(
    [...html.matchAll(/<h3><span>([^<]*)</g)].map(([, title]) => title),
    ['3 · Walk 1 of 2: Deploy', '3 · Walk 2 of 2: Deploy'],
  );
  assert.match(html, '<p class="finding">1 of 2 checks pass.</p>');
});

test('The shards are charted over their busy minutes, the hot one marked in words', () => {
  const html = pageOf([outcome()], sight());
  assert.match(
    html,
    '<p class="quiet">As AWS showed it at 2026-06-01 12:30Z by its own clock.</p>',
  );
  assert.match(html, '<figcaption>Records accepted each minute, by shard, UTC</figcaption>');
  assert.match(html, 'shard 0 (hot)</text>');
  assert.match(html, '<tr><td>2026-06-01 12:01Z</td>\n<td>12,000</td>\n<td>none</td></tr>');
  assert.match(html, '<p>No write was refused in the minutes that were counted.</p>');
});

test('The shard map is told in a sentence, drawn for each width and theme, and in numbers', () => {
  const html = pageOf([outcome()], sight());
  assert.match(html, '<figcaption>2 open shards. Their heat is not known.</figcaption>');
  for (const size of ['narrow', 'wide']) {
    assert.match(
      html,
      new RegExp(
        `class="if-${size}"><div><div class="if-light"><svg [^>]*>[\\s\\S]*?</svg></div>\\s<div class="if-dark"><svg `,
      ),
    );
  }
  assert.match(html, '<caption>Heaviest keys</caption>');
  assert.match(html, '<td>shop-&lt;1&gt;</td>');
  assert.match(html, '<p class="quiet">Heat is not known. The reader may not look.</p>');
});

test('Refused writes have a chart of their own', () => {
  const refused = new Map([['shardId-000000000000', new Map([[START_MS, 700]])]]);
  const html = pageOf([outcome()], sight({ refused }));
  assert.match(html, '<figcaption>Writes refused each minute, by shard, UTC</figcaption>');
  assert.not.match(html, 'No write was refused');
});

test('What CloudWatch has not counted is not said to be nothing', () => {
  const refused = new Map([['shardId-000000000000', new Map<number, number>()]]);
  assert.not.match(pageOf([outcome()], sight({ refused })), 'No write was refused');
  const nothing = { records: new Map(), refused, window: { startMs: 0, endMs: 0 } };
  assert.not.match(pageOf([outcome()], sight(nothing)), /No write was refused|each minute/);
});

test('Why a stream was not seen is told in place of its pictures', () => {
  assert.match(
    pageOf([outcome()], { problem: 'There is no stream orders.' }),
    '<h2>The stream</h2>\n<p>There is no stream orders.</p>',
  );
});

const STEP = {
  event: 'step',
  step: '03-produce',
  number: 3,
  of: 7,
  title: 'Send <skewed> traffic',
  action: 'run',
} as const;

function pageOf(outcomes: readonly Outcome[], seen?: Seen): string {
  const events: WorkshopEvent[] = [
    {
      event: 'target',
      target: 'local',
      endpoint: 'http://127.0.0.1:4599',
      region: 'us-east-1',
      timeLapse: true,
    },
    STEP,
    ...outcomes.map((one) => ({ event: 'check', ...one }) as const),
    {
      event: 'summary',
      pass: 0,
      fail: 0,
      notYet: 0,
      cannotTell: 0,
      seconds: 3.4,
      cloudSeconds: 360,
    },
  ];
  return walkPage(events, seen, WRITTEN_MS);
}

const MAP: ShardMap = {
  stream: 'orders',
  status: 'ACTIVE',
  shards: [0, 1].map((shard) => ({
    shardId: `shardId-00000000000${shard}`,
    from: shard / 2,
    to: (shard + 1) / 2,
    startingHashKey: String(shard),
    endingHashKey: String(shard),
    open: true,
    parentShardIds: [],
    heat: undefined,
  })),
  keys: [
    { partitionKey: 'shop-<1>', at: 0.1, shardId: 'shardId-000000000000', records: 9, share: 1 },
  ],
  window: undefined,
  unknown: ['Heat is not known. The reader may not look.'],
};

function sight(changes: Partial<StreamSight> = {}): StreamSight {
  const records = new Map([
    ['shardId-000000000000', new Map([0, 1, 2].map((at) => [START_MS + at * 60_000, 12_000]))],
    ['shardId-000000000001', new Map([[START_MS, 1_200]])],
  ]);
  return {
    seenAtMs: Date.parse('2026-06-01T12:30:00Z'),
    window: { startMs: START_MS, endMs: START_MS + 180_000 },
    records,
    refused: new Map([['shardId-000000000000', new Map([[START_MS, 0]])]]),
    hotShardIds: ['shardId-000000000000'],
    map: MAP,
    ...changes,
  };
}

test.run();
