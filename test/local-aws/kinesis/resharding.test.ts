import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, END, HALF, KinesisCloud, LABEL, NAME, shardId } from './kinesis-cloud.ts';

const QUARTER = HALF / 2n;

function split(cloud: KinesisCloud, shard: number, at: bigint): void {
  const input = { StreamName: NAME, ShardToSplit: shardId(shard), NewStartingHashKey: `${at}` };
  cloud.call('SplitShard', input);
  cloud.pass(3);
}

function merge(cloud: KinesisCloud, lower: number, upper: number): void {
  const [ShardToMerge, AdjacentShardToMerge] = [shardId(lower), shardId(upper)];
  cloud.call('MergeShards', { StreamName: NAME, ShardToMerge, AdjacentShardToMerge });
  cloud.pass(3);
}

test('A split closes the parent and gives its two halves the next ids', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  const input = { StreamName: NAME, ShardToSplit: shardId(0), NewStartingHashKey: `${QUARTER}` };
  cloud.call('SplitShard', input);
  assert.is(cloud.describe().StreamStatus, 'UPDATING');
  assert.is(cloud.put({ hashKey: 0n }).ShardId, shardId(0));
  assert.equal(cloud.refusal('SplitShard', input), {
    code: 'ResourceInUseException',
    message: `Stream ${NAME} under account ${ACCOUNT} not ACTIVE, instead in state UPDATING`,
  });
  cloud.pass(3);
  assert.is(cloud.describe().StreamStatus, 'ACTIVE');
  const [parent, , lower, upper] = cloud.shards();
  assert.type(parent?.SequenceNumberRange.EndingSequenceNumber, 'string');
  assert.equal(
    [lower, upper].map((shard) => [shard?.ShardId, shard?.ParentShardId, shard?.HashKeyRange]),
    [
      [shardId(2), shardId(0), { StartingHashKey: '0', EndingHashKey: (QUARTER - 1n).toString() }],
      [
        shardId(3),
        shardId(0),
        { StartingHashKey: QUARTER.toString(), EndingHashKey: (HALF - 1n).toString() },
      ],
    ],
  );
  assert.is(cloud.put({ hashKey: QUARTER - 1n }).ShardId, shardId(2));
  assert.is(cloud.put({ hashKey: QUARTER }).ShardId, shardId(3));
  assert.is(cloud.put({ hashKey: HALF }).ShardId, shardId(1));
});

test('A merger closes both parents and names them', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  merge(cloud, 0, 1);
  const shards = cloud.shards();
  assert.equal(
    shards.map((shard) => shard.SequenceNumberRange.EndingSequenceNumber === undefined),
    [false, false, true],
  );
  const { SequenceNumberRange, ...merged } = shards[2] ?? {};
  assert.equal(merged, {
    ShardId: shardId(2),
    ParentShardId: shardId(0),
    AdjacentParentShardId: shardId(1),
    HashKeyRange: { StartingHashKey: '0', EndingHashKey: END.toString() },
  });
});

test('Sequence numbers grow from parents to children over generations of splits and merges', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const numbers = [cloud.put({ hashKey: 0n }).SequenceNumber];
  const keep = () => numbers.push(cloud.put({ hashKey: 0n }).SequenceNumber);
  split(cloud, 0, HALF);
  keep();
  merge(cloud, 1, 2);
  keep();
  split(cloud, 3, QUARTER);
  keep();
  assert.equal(numbers, [...numbers].sort());
  assert.is(new Set(numbers).size, 4);
  for (const shard of cloud.shards()) {
    const { StartingSequenceNumber: first, EndingSequenceNumber: last } = shard.SequenceNumberRange;
    const parent = cloud.shards().find(({ ShardId }) => ShardId === shard.ParentShardId);
    const parentEnd = parent?.SequenceNumberRange.EndingSequenceNumber ?? '';
    assert.ok(first > parentEnd, `${shard.ShardId} starts after its parent ends`);
    assert.ok(last === undefined || last > first);
  }
});

test('A split must leave both halves more than a key, also in the narrowest shard', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const refusal = (shard: number, at: bigint) =>
    cloud.refusal('SplitShard', {
      StreamName: NAME,
      ShardToSplit: shardId(shard),
      NewStartingHashKey: `${at}`,
    });
  const sentence = (at: bigint, start: bigint, end: bigint, shard: number) => ({
    code: 'InvalidArgumentException',
    message: `NewStartingHashKey ${at} used in SplitShard() on shard ${shardId(shard)} in ${LABEL} is not both greater than one plus the shard's StartingHashKey ${start} and less than the shard's EndingHashKey ${end}.`,
  });
  assert.equal(refusal(0, 1n), sentence(1n, 0n, END, 0));
  assert.equal(refusal(0, END), sentence(END, 0n, END, 0));
  split(cloud, 0, 2n);
  assert.equal(cloud.shards()[1]?.HashKeyRange, { StartingHashKey: '0', EndingHashKey: '1' });
  assert.equal(refusal(1, 1n), sentence(1n, 0n, 1n, 1));
});

test('Only open shards are split and merged, and only neighbours in their order', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(3);
  const refusal = (lower: number, upper: number) =>
    cloud.refusal('MergeShards', {
      StreamName: NAME,
      ShardToMerge: shardId(lower),
      AdjacentShardToMerge: shardId(upper),
    });
  const notAdjacent = (lower: number, upper: number) => ({
    code: 'InvalidArgumentException',
    message: `Shards ${shardId(lower)} and ${shardId(upper)} in ${LABEL} are not an adjacent pair of shards eligible for merging`,
  });
  assert.equal(refusal(0, 2), notAdjacent(0, 2));
  assert.equal(refusal(1, 0), notAdjacent(1, 0));
  assert.equal(refusal(0, 9), {
    code: 'ResourceNotFoundException',
    message: `Could not find shard ${shardId(9)} in ${LABEL}.`,
  });
  merge(cloud, 0, 1);
  const alreadyClosed = {
    code: 'InvalidArgumentException',
    message: `Shard ${shardId(0)} in ${LABEL} has already been merged or split, and thus is not eligible for merging or splitting.`,
  };
  assert.equal(refusal(0, 1), alreadyClosed);
  const input = { StreamName: NAME, ShardToSplit: shardId(0), NewStartingHashKey: '1000' };
  assert.equal(cloud.refusal('SplitShard', input), alreadyClosed);
});

test('The end of a closed shard names its children instead of a next iterator', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.put({ data: 'one' });
  cloud.put({ data: 'two' });
  split(cloud, 0, HALF);
  const first = cloud.get(cloud.iterator(0), { Limit: 1 });
  assert.type(first.NextShardIterator, 'string');
  assert.is(first.ChildShards, undefined);
  const last = cloud.get(first.NextShardIterator);
  assert.is(last.Records.length, 1);
  assert.is(last.NextShardIterator, undefined);
  assert.equal(last.ChildShards, [
    {
      ShardId: shardId(1),
      ParentShards: [shardId(0)],
      HashKeyRange: { StartingHashKey: '0', EndingHashKey: (HALF - 1n).toString() },
    },
    {
      ShardId: shardId(2),
      ParentShards: [shardId(0)],
      HashKeyRange: { StartingHashKey: HALF.toString(), EndingHashKey: END.toString() },
    },
  ]);
  merge(cloud, 1, 2);
  const { ChildShards } = cloud.get(cloud.iterator(1));
  assert.equal(
    ChildShards?.map(({ ShardId, ParentShards }) => [ShardId, ParentShards]),
    [[shardId(3), [shardId(1), shardId(2)]]],
  );
});

test('A closed shard keeps its records until their retention ends, and is gone with them', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.put({ data: 'old' });
  split(cloud, 0, HALF);
  cloud.pass(23 * 3600);
  assert.equal(cloud.read(0), ['old']);
  cloud.pass(3601);
  assert.equal(
    cloud.shards().map(({ ShardId }) => ShardId),
    [shardId(1), shardId(2)],
  );
  assert.equal(
    cloud.shards()[0]?.ParentShardId,
    shardId(0),
    'the children go on naming their parent',
  );
});

test('ListShards filters by what was open when', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  const beforeSplit = new Date(cloud.nowMs);
  split(cloud, 0, QUARTER);
  cloud.pass(60);
  const afterSplit = new Date(cloud.nowMs);
  const filtered = (ShardFilter: object) =>
    cloud.shards({ ShardFilter }).map(({ ShardId }) => ShardId);
  assert.equal(filtered({ Type: 'AT_LATEST' }), [1, 2, 3].map(shardId));
  assert.equal(filtered({ Type: 'AT_TRIM_HORIZON' }), [0, 1].map(shardId));
  assert.equal(filtered({ Type: 'FROM_TRIM_HORIZON' }), [0, 1, 2, 3].map(shardId));
  assert.equal(filtered({ Type: 'AT_TIMESTAMP', Timestamp: beforeSplit }), [0, 1].map(shardId));
  assert.equal(filtered({ Type: 'AT_TIMESTAMP', Timestamp: afterSplit }), [1, 2, 3].map(shardId));
  assert.equal(filtered({ Type: 'FROM_TIMESTAMP', Timestamp: afterSplit }), [1, 2, 3].map(shardId));
  assert.equal(filtered({ Type: 'AFTER_SHARD_ID', ShardId: shardId(1) }), [2, 3].map(shardId));
  assert.is(
    cloud.refusal('ListShards', { StreamName: NAME, ShardFilter: { Type: 'AT_TIMESTAMP' } }).code,
    'InvalidArgumentException',
  );
});

test('Shards of an on-demand stream are neither split nor merged by hand', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', {
    StreamName: NAME,
    StreamModeDetails: { StreamMode: 'ON_DEMAND' },
  });
  cloud.pass(3);
  const refused = {
    code: 'ValidationException',
    message: `Request is invalid. Stream ${NAME} under account ${ACCOUNT} is in On-Demand mode.`,
  };
  const splitting = { StreamName: NAME, ShardToSplit: shardId(0), NewStartingHashKey: '1000' };
  assert.equal(cloud.refusal('SplitShard', splitting), refused);
  const [ShardToMerge, AdjacentShardToMerge] = [shardId(0), shardId(1)];
  const merging = { StreamName: NAME, ShardToMerge, AdjacentShardToMerge };
  assert.equal(cloud.refusal('MergeShards', merging), refused);
});

test('A stream that is deleted in the middle of a split is deleted and stays so', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const input = { StreamName: NAME, ShardToSplit: shardId(0), NewStartingHashKey: `${HALF}` };
  cloud.call('SplitShard', input);
  cloud.pass(1);
  cloud.call('DeleteStream', { StreamName: NAME });
  cloud.pass(2.5);
  assert.is(cloud.describe().StreamStatus, 'DELETING');
  cloud.pass(1);
  assert.is(
    cloud.refusal('DescribeStream', { StreamName: NAME }).code,
    'ResourceNotFoundException',
  );
});

test.run();
