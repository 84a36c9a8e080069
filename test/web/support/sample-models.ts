import { type Chart, chartOf, type Line } from '../../../charts/chart.ts';
import type { MappedHeat, MappedShard, ShardMap } from '../../../charts/shard-map/shard-map.ts';
import type {
  CloudModel,
  DashboardModel,
  LiveModels,
  ShardsModel,
  WalkModel,
  WalkStep,
  WidgetModel,
} from '../../../src/live/models.ts';
import { shardIdAtCreation } from '../../../src/stream/shard-id.ts';

const END_MS = Date.parse('2026-06-01T15:00:00Z');
const MINUTE_MS = 60_000;
const RANGE = { startMs: END_MS - 180 * MINUTE_MS, endMs: END_MS };

const cloud: CloudModel = {
  target: 'local',
  endpoint: 'http://127.0.0.1:4599',
  region: 'us-east-1',
  timeLapse: true,
  nowMs: END_MS,
  trouble: '',
  servedBy: 'npm run dashboard',
  startedBy: 'npm run local-aws -- --port 4599',
};

/** A line of 180 minutes about a value. */
export function sampleLine(label: string, about: number, hot = false): Line {
  const points = Array.from({ length: 180 }, (_, minute) => {
    const swing = 1 + 0.1 * Math.sin(minute + about);
    return [RANGE.startMs + minute * MINUTE_MS, Math.round(about * swing)] as const;
  });
  return { label, points, periodMs: MINUTE_MS, hot };
}

const SHARD_LINES = [620, 64, 58, 61].map((about, shard) =>
  sampleLine(shardIdAtCreation(shard), about, shard === 0),
);

export function sampleChart(title: string, more: Partial<Chart> = {}): Chart {
  return chartOf({ title, range: RANGE, lines: SHARD_LINES, ...more });
}

function metric(title: string, more: Partial<Chart> = {}) {
  const chart = sampleChart(title, more);
  return { kind: 'metric', asTable: false, messages: [], chart } as const;
}

const share = [sampleLine('% of all records', 77)];
const percents = { left: { min: 0, max: 100, label: '%' }, right: {} };

/** One widget of each kind and view. */
const widgets: readonly WidgetModel[] = [
  { x: 0, y: 0, width: 14, height: 10, ...metric('Records per shard') },
  {
    x: 14,
    y: 0,
    width: 10,
    height: 5,
    ...metric('Share of the hottest shard', { lines: share, axes: percents }),
  },
  { x: 14, y: 5, width: 10, height: 5, ...metric('Refused records', { lines: [] }) },
  { x: 0, y: 10, width: 12, height: 6, ...metric('Bytes per shard', { stacked: true }) },
  { x: 12, y: 10, width: 6, height: 6, ...metric('Newest', { view: 'singleValue' }) },
  { x: 18, y: 10, width: 6, height: 6, ...metric('Bars', { view: 'bar' }) },
  {
    x: 0,
    y: 16,
    width: 6,
    height: 6,
    ...metric('Gauge', { view: 'gauge', lines: share, axes: percents }),
  },
  { x: 6, y: 16, width: 6, height: 6, ...metric('Pie', { view: 'pie' }) },
  { x: 12, y: 16, width: 6, height: 6, ...metric('Numbers'), asTable: true },
  {
    x: 18,
    y: 16,
    width: 6,
    height: 6,
    kind: 'not drawn',
    title: 'Log lines',
    reason: 'Widgets of type log are not drawn.',
  },
  {
    x: 0,
    y: 22,
    width: 12,
    height: 6,
    kind: 'text',
    markdown: '# Notes\n\nRead the **first** chart, then the [guide](https://example.com/guide).',
  },
  {
    x: 12,
    y: 22,
    width: 12,
    height: 6,
    kind: 'alarm',
    title: 'Alarms',
    alarms: [
      { name: 'hot-shard', state: 'ALARM', reason: '3 datapoints above 2', sinceMs: END_MS },
      { name: 'refusals', state: 'OK', reason: '3 datapoints below 2', sinceMs: END_MS },
      { name: 'new', state: 'INSUFFICIENT_DATA', reason: 'just made', sinceMs: END_MS },
    ],
    messages: ['There is no alarm gone.'],
  },
];

const dashboard: DashboardModel = {
  name: 'kinesis-per-shard-metrics',
  names: ['another', 'kinesis-per-shard-metrics'],
  range: RANGE,
  widgets,
  problem: '',
};

function heat(part: number, relation: MappedHeat['relation'] = 'not hot'): MappedHeat {
  const records = Math.round(part * 8_000);
  return { records, share: part, timesFairShare: part * 4, throttled: 0, relation };
}

function shard(number: number, from: number, to: number, more: Partial<MappedShard>): MappedShard {
  return {
    shardId: shardIdAtCreation(number),
    from,
    to,
    startingHashKey: String(BigInt(from * 100) * 2n ** 121n),
    endingHashKey: String(BigInt(to * 100) * 2n ** 121n - 1n),
    open: true,
    parentShardIds: [],
    heat: undefined,
    ...more,
  };
}

const map: ShardMap = {
  stream: 'hot-shard-data-stream',
  status: 'ACTIVE',
  window: { startMs: END_MS - 5 * MINUTE_MS, endMs: END_MS },
  unknown: [],
  keys: [
    {
      partitionKey: 'sensor-17',
      at: 0.05,
      shardId: shardIdAtCreation(0),
      records: 2_480,
      share: 0.31,
    },
    {
      partitionKey: 'sensor-4',
      at: 0.16,
      shardId: shardIdAtCreation(0),
      records: 1_600,
      share: 0.2,
    },
  ],
  shards: [
    shard(0, 0, 0.25, { heat: heat(0.77, 'relatively hot') }),
    shard(1, 0.25, 0.5, { heat: heat(0.08) }),
    shard(2, 0.5, 0.75, { heat: heat(0.08) }),
    shard(3, 0.75, 1, { heat: heat(0.07) }),
  ],
};

/** Shard 0 has become 4 and 5. */
export const SPLIT: ShardsModel = {
  problem: '',
  map: {
    ...map,
    shards: [
      ...map.shards.map((one, number) => (number === 0 ? { ...one, open: false } : one)),
      shard(4, 0, 0.1, { parentShardIds: [shardIdAtCreation(0)] }),
      shard(5, 0.1, 0.25, { parentShardIds: [shardIdAtCreation(0)] }),
    ],
  },
};

export function sampleStep(number: number, more: Partial<WalkStep> = {}): WalkStep {
  const { verdict = 'PASS' } = more;
  const stem = `0${number}-step`;
  const outcome = {
    step: stem,
    title: `What step ${number} promises is there`,
    verdict,
    expected: '4 open shards',
    observed: verdict === 'PASS' ? '4 open shards' : '3 open shards',
    evidence: { StreamStatus: 'ACTIVE', shards: ['a', 'b'] },
    command: `aws kinesis list-shards --stream-name stream-${number}`,
    reason: verdict === 'PASS' ? '' : 'There is one shard too few.',
    remedy:
      verdict === 'PASS'
        ? ''
        : `Begin anew: npm run clean-up, then npm run workshop -- --only ${number}.`,
  };
  return {
    stem,
    number,
    title: `Step ${number}`,
    state: 'judged',
    doing: '',
    verdict,
    outcomes: [outcome],
    ...more,
  };
}

const walk: WalkModel = {
  standing: 'Next: step 3, Step 3: npm run workshop -- --only 3',
  steps: [
    sampleStep(1),
    sampleStep(2),
    sampleStep(3, { verdict: 'FAIL' }),
    sampleStep(4, { verdict: 'NOT YET' }),
    sampleStep(5, { verdict: 'CANNOT TELL' }),
    sampleStep(6, {
      state: 'running',
      doing: 'Splitting shard 0',
      verdict: undefined,
      outcomes: [],
    }),
    sampleStep(7, { state: 'not looked at', verdict: undefined, outcomes: [] }),
  ],
};

/** Something of everything that the page of a workshop can show. */
export const SAMPLE: Omit<LiveModels, 'class' | 'member'> = {
  cloud,
  dashboard,
  shards: { map, problem: '' },
  walk,
};
