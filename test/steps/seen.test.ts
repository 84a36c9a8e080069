import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { CatalogueEntry, Workshop } from '../../src/contract.ts';
import { judge } from '../../src/judge.ts';
import config from '../../workshop.config.ts';
import { withWorkshop } from '../support/workshop.ts';

/** Of each check what it saw, with its evidence in JSON. */
type Sights = readonly (string | RegExp)[];

const [HOT, ...COOLER] = [0, 1, 2, 3].map((shard) => `shardId-00000000000${shard}`);
const ALL = [HOT, ...COOLER];
const WINDOW = { window: '12:00Z to 12:04Z' };
const OF_EACH_SHARD = byShard(1_800, 180);
const NO_MINUTE = { window: 'no complete minute' };
const NOTHING = byShard(0, 0);
const METRICS = [
  'IncomingBytes',
  'IncomingRecords',
  'IteratorAgeMilliseconds',
  'OutgoingBytes',
  'OutgoingRecords',
  'ReadProvisionedThroughputExceeded',
  'WriteProvisionedThroughputExceeded',
];

/** In the order of the checks. The minutes of step 6 are those that the diagnosis leaves it. */
const SEEN: Record<string, { readonly before: Sights; readonly after: Sights }> = {
  '01-deploy': {
    before: [
      stack('hot-shard-workshop', 'no stack'),
      ...Array.from({ length: 4 }, () => sight('no stream')),
    ],
    after: [
      stack('hot-shard-workshop', 'CREATE_COMPLETE'),
      sight('hot-shard-data-stream ACTIVE'),
      sight('4 open shards, PROVISIONED', { mode: 'PROVISIONED', open: ALL }),
      sight('no gap, no overlap', {
        ranges: {
          'shardId-000000000000': '0-85070591730234615865843651857942052863',
          'shardId-000000000001':
            '85070591730234615865843651857942052864-170141183460469231731687303715884105727',
          'shardId-000000000002':
            '170141183460469231731687303715884105728-255211775190703847597530955573826158591',
          'shardId-000000000003':
            '255211775190703847597530955573826158592-340282366920938463463374607431768211455',
        },
      }),
      sight('a retention of 24 hours'),
    ],
  },
  '02-enable-metrics': {
    before: [sight('none', { status: 'ACTIVE', missing: METRICS })],
    after: [sight(METRICS.join(', '), { status: 'ACTIVE', missing: [] })],
  },
  '03-produce': {
    before: [
      sight('0 of 4 open shards received records', { ...NO_MINUTE, without: ALL }),
      sight('no records in the window', { ...NO_MINUTE, records: NOTHING }),
      sight('CloudWatch 0 records, read back 0', {
        ...NO_MINUTE,
        counted: NOTHING,
        readBack: NOTHING,
      }),
    ],
    after: [
      sight('4 of 4 open shards received records', { ...WINDOW, without: [] }),
      sight(
        `${HOT} received 76.9 % of 2,340 records, 10.0 times as many as ${COOLER[0]}; 3.1 times its fair share; peak 1.0 % of 1,000 records/s; 0 writes throttled`,
        {
          hottestShardId: HOT,
          records: OF_EACH_SHARD,
          secondShardId: COOLER[0],
          lead: 10,
          totalRecords: 2_340,
          minutes: 4,
          share: 1_800 / 2_340,
          timesFairShare: (4 * 1_800) / 2_340,
          peakUtilisation: 0.01,
          throttled: 0,
          ...WINDOW,
        },
      ),
      sight('CloudWatch 2,340 records, read back 2,340', {
        ...WINDOW,
        counted: OF_EACH_SHARD,
        readBack: OF_EACH_SHARD,
      }),
    ],
  },
  '04-dashboard': {
    before: [
      stack('hot-shard-workshop-dashboard', 'no stack'),
      ...Array.from({ length: 3 }, () => sight('no dashboard')),
    ],
    after: [
      stack('hot-shard-workshop-dashboard', 'CREATE_COMPLETE'),
      /^dashboard kinesis-per-shard-metrics \{"bytes":[1-9]\d+\}$/,
      sight('4 of 4 open shards charted', { missing: [] }),
      sight(`${HOT} highest with 1,800 records, 10.0 times as many as ${COOLER[0]}`, {
        ...WINDOW,
        records: OF_EACH_SHARD,
      }),
    ],
  },
  '05-diagnose': {
    before: Array.from({ length: 2 }, () =>
      sight('tags workshop', { tags: { workshop: 'kinesis-hot-shards' } }),
    ),
    after: Array.from(
      { length: 2 },
      () => /^Many keys make shardId-000000000000 hot: the heaviest/,
    ),
  },
  '06-cool': {
    before: [
      stack('hot-shard-workshop-alarm', 'no stack'),
      /^shardId-0{12} has 76\.9 % of the records, 3\.08 times its fair share \{"window":"12:\d\dZ to 12:\d\dZ","records":\{("shardId-\d{12}":\d+,?){4}\},"shardId":"shardId-0{12}","share":0\.769\d*,"timesFairShare":3\.076\d*\}$/,
      /^0 writes refused, \d,\d{3} accepted \{"window":"12:\d\dZ to 12:\d\dZ","throttled":\{("shardId-\d{12}":0,?){4}\}\}$/,
      sight('hot-shard-data-stream ACTIVE'),
      sight('hot-shard-data-stream-hot-shard not there', {}),
    ],
    after: [
      stack('hot-shard-workshop-alarm', 'UPDATE_COMPLETE'),
      /^shardId-\d{12} has \d\d\.\d % of the records, 1\.[0-4]\d times its fair share \{"window":"12:\d\dZ to 12:\d\dZ","records":\{"shardId-.*\},"shardId":"shardId-\d{12}","share":0\.\d+,"timesFairShare":1\.\d+\}$/,
      /^0 writes refused, \d,\d{3} accepted \{"window":"12:\d\dZ to 12:\d\dZ","throttled":\{("shardId-\d{12}":0,?)+\}\}$/,
      /^1\d\d keys, 0 of them in several shards, 0 out of order \{"window":"12:\d\dZ to 12:\d\dZ","orders":\d{4}\}$/,
      sight('hot-shard-data-stream-hot-shard raised, and OK again'),
    ],
  },
  '07-clean-up': {
    before: [
      left(
        'hot-shard-workshop-alarm UPDATE_COMPLETE',
        'hot-shard-workshop-dashboard UPDATE_COMPLETE',
        'hot-shard-workshop CREATE_COMPLETE',
      ),
      left('hot-shard-data-stream ACTIVE'),
      sight('kinesis-per-shard-metrics'),
      left('hot-shard-data-stream-hot-shard', 'hot-shard-data-stream-write-throttles'),
    ],
    after: [
      sight('none', { left: [] }),
      sight('none', { left: [] }),
      sight('none'),
      sight('none', { left: [] }),
    ],
  },
};

test('Before and after each step every check tells what it saw, with its evidence', async () => {
  const lanes = ALL.map((_, shard) => ({ shard, recordsPerSecond: shard === 0 ? 10 : 1 }));
  const traffic = { ...config.traffic, durationSeconds: 180, lanes };
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  assert.equal(
    entries.map(({ stem }) => stem),
    Object.keys(SEEN),
  );
  await withWorkshop(
    async (workshop) => {
      for (const entry of entries) {
        compare(await look(entry, workshop), SEEN[entry.stem]?.before);
        await entry.step.run(workshop, () => undefined);
        compare(await look(entry, workshop), SEEN[entry.stem]?.after);
      }
    },
    { traffic },
  );
});

async function look(entry: CatalogueEntry, workshop: Workshop): Promise<string[]> {
  const seen: string[] = [];
  for (const check of entry.checks) {
    const { observed, evidence } = await judge(entry, check, workshop);
    seen.push(sight(observed, evidence));
  }
  return seen;
}

function compare(seen: readonly string[], expected: Sights = []): void {
  assert.is(seen.length, expected.length);
  for (const [at, sight] of expected.entries()) {
    if (typeof sight === 'string') assert.is(seen[at], sight);
    else assert.match(seen[at] ?? '', sight);
  }
}

function sight(observed: string, evidence: object = {}): string {
  return `${observed} ${JSON.stringify(evidence)}`;
}

function stack(name: string, status: string): string {
  return sight(status, { stack: name, status, reason: '' });
}

function left(...what: readonly string[]): string {
  return sight(what.join(', '), { left: what });
}

function byShard(hot: number, cooler: number): Record<string, number> {
  return Object.fromEntries(ALL.map((shardId) => [shardId, shardId === HOT ? hot : cooler]));
}

test.run();
