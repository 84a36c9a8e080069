import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KinesisCloud, NAME, textOf } from './kinesis-cloud.ts';

/** Whole numbers below `limit`, the same ones for the same seed. */
function seeded(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Splits, merges or scales at random; the stream goes on taking records meanwhile. */
function reshard(cloud: KinesisCloud, below: (limit: number) => number): void {
  if (cloud.describe().StreamStatus !== 'ACTIVE') return;
  const open = cloud.shards({ ShardFilter: { Type: 'AT_LATEST' } });
  open.sort((a, b) =>
    BigInt(a.HashKeyRange.StartingHashKey) < BigInt(b.HashKeyRange.StartingHashKey) ? -1 : 1,
  );
  const at = below(open.length);
  const [shard, next] = [open[at], open[at + 1]];
  if (shard === undefined) return;
  const { StartingHashKey, EndingHashKey } = shard.HashKeyRange;
  const middle = (BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n;
  const choice = below(3);
  if (choice === 0 && open.length < 16) {
    const split = { ShardToSplit: shard.ShardId, NewStartingHashKey: `${middle}` };
    cloud.call('SplitShard', { StreamName: NAME, ...split });
  } else if (choice === 1 && next !== undefined) {
    const merger = { ShardToMerge: shard.ShardId, AdjacentShardToMerge: next.ShardId };
    cloud.call('MergeShards', { StreamName: NAME, ...merger });
  } else if (choice === 2) {
    const least = Math.ceil(open.length / 2);
    const TargetShardCount = least + below(Math.min(16, open.length * 2) - least + 1);
    const input = { StreamName: NAME, TargetShardCount, ScalingType: 'UNIFORM_SCALING' };
    cloud.call('UpdateShardCount', input);
  }
}

/** All texts of a shard, by as many calls as it takes. */
function drain(cloud: KinesisCloud, shard: number): string[] {
  const texts: string[] = [];
  let iterator: string | undefined = cloud.iterator(shard);
  while (iterator !== undefined) {
    const answer = cloud.get(iterator, { Limit: 700 });
    texts.push(...answer.Records.map(({ Data }) => textOf(Data)));
    if (answer.Records.length === 0) break;
    iterator = answer.NextShardIterator;
    cloud.pass(1);
  }
  return texts;
}

test('Through any resharding no accepted record is lost or doubled, and every key keeps its order', () => {
  for (const seed of [1, 2]) {
    const below = seeded(seed);
    const cloud = new KinesisCloud();
    cloud.createStream(4);
    cloud.call('EnableEnhancedMonitoring', { StreamName: NAME, ShardLevelMetrics: ['ALL'] });
    cloud.pass(3);
    const accepted: string[] = [];
    const numbers = new Map<string, string[]>();
    for (let tick = 0; tick < 120; tick++) {
      cloud.pass(0.2);
      if (tick % 20 === 10 && tick < 110) reshard(cloud, below);
      const batch = Array.from({ length: 500 }, (_, index) => {
        // One key has half of all records, so that its shard is throttled.
        const key = `customer-${below(2) === 0 ? 0 : below(50)}`;
        return { key, data: `${key}:${tick}:${index}` };
      });
      for (const [index, { SequenceNumber }] of cloud.putMany(batch).Records.entries()) {
        const { key, data } = batch[index] ?? { key: '', data: '' };
        if (SequenceNumber === undefined) continue;
        accepted.push(data);
        const ofKey = numbers.get(key);
        if (ofKey === undefined) numbers.set(key, [SequenceNumber]);
        else ofKey.push(SequenceNumber);
      }
    }
    cloud.pass(10);
    assert.ok(accepted.length < 60_000, 'the hot shard was throttled');

    const shards = cloud.shards().map((_, number) => number);
    assert.ok(shards.length > 6, 'the stream was resharded');
    const read = shards.flatMap((shard) => drain(cloud, shard));
    assert.equal([...read].sort(), [...accepted].sort());
    for (const [key, ofKey] of numbers) {
      assert.ok(
        ofKey.every((number, index) => index === 0 || number > (ofKey[index - 1] ?? '')),
        `the sequence numbers of ${key} grow`,
      );
    }
    // Parents have lower numbers than their children, so that this reads every key in its order.
    const orderOf = (texts: string[]) => texts.filter((text) => text.startsWith('customer-0:'));
    assert.equal(orderOf(read), orderOf(accepted));

    const sum = (shard?: number) =>
      (cloud.metric('IncomingRecords', 'Count', shard) ?? []).reduce(
        (total, minute) => total + minute.sum,
        0,
      );
    assert.is(sum(), accepted.length);
    assert.is(
      shards.reduce((total, shard) => total + sum(shard), 0),
      accepted.length,
    );
  }
});

test.run();
