import { SplitShardCommand } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Diagnosis, heaviestKeys } from '../../src/diagnosis/diagnosis.ts';
import type { HotFinding } from '../../src/insight/finding.ts';
import { isWithin, md5HashKey } from '../../src/insight/hash-space.ts';
import type { Load, Measure } from '../../src/insight/load.ts';
import { keyIn, SHARD_IDS } from '../insight/observed.ts';
import {
  aggregated,
  burst,
  HOT,
  hotByBytes,
  oneKeyAt30Percent,
  rankedKey,
  type ToSend,
  twoKeys,
  uniform,
  zipfTraffic,
} from './shapes.ts';
import { diagnosed, STREAM, send, withStream } from './support.ts';

const HOT_ID = SHARD_IDS[HOT] ?? '';

test('Uniform traffic is not hot', async () => {
  const { finding, heat } = await diagnosisOf(uniform());
  assert.is(finding.kind, 'not hot');
  assert.is(heat.total.records, 6_000);
});

test('Zipf 0.8 is not hot', async () => {
  assert.is((await diagnosisOf(zipfTraffic(0.8))).finding.kind, 'not hot');
});

test('Zipf 1.1 heats the shard of its first two keys, and the split leaves what it says', async () => {
  await splitsAsTold(zipfTraffic(1.1), (diagnosis) => {
    assert.equal(keysBy(diagnosis, 'records', 2), [rankedKey(0), rankedKey(1)]);
  });
});

test('Zipf 1.5 heats the shard of its first key, which no split cools', async () => {
  const finding = hot(await diagnosisOf(zipfTraffic(1.5)));
  assert.equal([finding.kind, finding.heaviest.partitionKeys], ['one key', [rankedKey(0)]]);
});

test('One key with 30 % of the records is the one key, with its exact count', async () => {
  const records = oneKeyAt30Percent();
  const finding = hot(await diagnosisOf(records));
  assert.equal([finding.kind, finding.heaviest.partitionKeys], ['one key', [keyIn(HOT, 0)]]);
  assert.is(
    finding.heaviest.load.records,
    records.filter(({ partitionKey }) => partitionKey === keyIn(HOT, 0)).length,
  );
});

test('Two keys with a quarter each are parted by the split, which halves the load', async () => {
  await splitsAsTold(
    twoKeys(),
    (diagnosis) => {
      assert.equal(keysBy(diagnosis, 'records', 2).sort(), [keyIn(HOT, 0), keyIn(HOT, 1)].sort());
    },
    'halves',
  );
});

test('A shard that is hot by bytes and not by records is halved by bytes', async () => {
  await splitsAsTold(
    hotByBytes(),
    (diagnosis) => {
      const finding = hot(diagnosis);
      assert.is(finding.measure, 'bytes');
      assert.is(finding.shard.timesFairShare.records, 1);
      assert.equal(keysBy(diagnosis, 'bytes', 1), [keyIn(HOT, 7)]);
    },
    'halves',
  );
});

test('In aggregates the key is found that was packed, not the one that carries them', async () => {
  const diagnosis = await diagnosisOf(aggregated());
  const finding = hot(diagnosis);
  assert.equal([finding.kind, finding.heaviest.partitionKeys], ['one key', [keyIn(HOT, 3)]]);
  assert.is(diagnosis.heat.total.records, 1_500);
});

test('A burst of 5 s in 5 min is found in its seconds, with the writes that were refused', async () => {
  const finding = hot(await diagnosisOf(burst()));
  assert.equal([finding.shard.relation, finding.judged], ['saturated', 'busy seconds']);
  assert.equal([finding.kind, finding.heaviest.partitionKeys], ['one key', [keyIn(HOT, 5)]]);
  assert.ok(finding.shard.throttled > 0);
  assert.ok((finding.shard.peakMinute?.records.utilisation ?? 1) < 0.15, 'the minute looks idle');
});

test('Of an empty window there is nothing to judge', async () => {
  assert.equal((await diagnosisOf([])).finding, { kind: 'nothing to judge', records: 0 });
});

async function diagnosisOf(records: readonly ToSend[]): Promise<Diagnosis> {
  let diagnosis: Diagnosis | undefined;
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, records);
    diagnosis = await diagnosed(cloud);
  });
  if (diagnosis === undefined) throw new Error('nothing was diagnosed');
  return diagnosis;
}

/** Splits the shard at the hash that is named, sends the same again, and compares. */
async function splitsAsTold(
  records: readonly ToSend[],
  look: (diagnosis: Diagnosis) => void,
  promise: 'as told' | 'halves' = 'as told',
): Promise<void> {
  await withStream(async (cloud, aws) => {
    await send(cloud, aws, records);
    const before = await diagnosed(cloud);
    look(before);
    const { kind, measure, shard, split } = hot(before);
    assert.equal([kind, shard.shardId], ['many keys', HOT_ID]);
    if (split === undefined) throw new Error('no split is named');
    await cloud.kinesis.send(
      new SplitShardCommand({
        StreamName: STREAM,
        ShardToSplit: shard.shardId,
        NewStartingHashKey: String(split.newStartingHashKey),
      }),
    );
    await cloud.sleep(60);
    await send(cloud, aws, records);

    const after = await diagnosed(cloud);
    const children = after.heat.shards.filter(({ shardId }) => !SHARD_IDS.includes(shardId));
    assert.equal(
      children.map(({ load }) => load[measure]),
      [split.below[measure], split.above[measure]],
    );
    const heavier = Math.max(...children.map(({ load }) => load[measure]));
    const limit = promise === 'halves' ? 0.55 : 1 - least(records, measure);
    assert.ok(heavier <= limit * shard.load[measure], `${heavier} of ${shard.load[measure]}`);
  });
}

/** The lighter side of the best cut between two keys of the hot shard, 0 to 0.5. */
function least(records: readonly ToSend[], measure: Measure): number {
  const loads = new Map<bigint, number>();
  for (const record of records) {
    const hash = md5HashKey(record.partitionKey);
    if (!isWithin(hash, { start: 2n ** 127n, end: 2n ** 127n + 2n ** 126n - 1n })) continue;
    loads.set(hash, (loads.get(hash) ?? 0) + weight(record)[measure]);
  }
  const total = [...loads.values()].reduce((sum, load) => sum + load, 0);
  let [below, best] = [0, 0];
  for (const [, load] of [...loads].sort(([a], [b]) => (a < b ? -1 : 1))) {
    below += load;
    best = Math.max(best, Math.min(below, total - below) / total);
  }
  return best;
}

function weight({ partitionKey, data }: ToSend): Load {
  return { records: 1, bytes: data.length + partitionKey.length };
}

function keysBy(diagnosis: Diagnosis, measure: Measure, count: number): string[] {
  return heaviestKeys(diagnosis, measure, count).map(({ partitionKey }) => partitionKey);
}

function hot({ finding }: Diagnosis): HotFinding {
  if (finding.kind === 'one key' || finding.kind === 'many keys') return finding;
  throw new Error(`the finding is: ${finding.kind}`);
}

test.run();
