import type { DescribeLimitsOutput, UpdateShardCountOutput } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ARN, END, KinesisCloud, NAME, shardId, textOf } from './kinesis-cloud.ts';

const UNIFORM = { StreamName: NAME, ScalingType: 'UNIFORM_SCALING' };

function scale(cloud: KinesisCloud, TargetShardCount: number) {
  const input = { ...UNIFORM, TargetShardCount };
  const output = cloud.call<UpdateShardCountOutput>('UpdateShardCount', input);
  cloud.pass(3);
  return output;
}

function openRanges(cloud: KinesisCloud): [bigint, bigint][] {
  return cloud
    .shards({ ShardFilter: { Type: 'AT_LATEST' } })
    .map(({ HashKeyRange }): [bigint, bigint] => [
      BigInt(HashKeyRange.StartingHashKey),
      BigInt(HashKeyRange.EndingHashKey),
    ])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function evenly(count: number): [bigint, bigint][] {
  const width = (END + 1n) / BigInt(count);
  return Array.from({ length: count }, (_, index) => [
    width * BigInt(index),
    index === count - 1 ? END : width * BigInt(index + 1) - 1n,
  ]);
}

test('UpdateShardCount leaves equal shards, whatever the counts before and after', () => {
  for (const [before, after] of [
    [4, 8],
    [8, 4],
    [4, 5],
    [5, 3],
    [10, 13],
    [3, 2],
    [1, 2],
    [7, 7],
  ] as const) {
    const cloud = new KinesisCloud();
    cloud.createStream(before);
    assert.equal(scale(cloud, after), {
      StreamName: NAME,
      StreamARN: ARN,
      CurrentShardCount: before,
      TargetShardCount: after,
    });
    assert.equal(openRanges(cloud), evenly(after), `${before} to ${after}`);
  }
});

test('Doubling splits each shard once, and halving merges each pair once', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2);
  scale(cloud, 4);
  assert.is(cloud.shards().length, 2 + 4);
  scale(cloud, 2);
  assert.is(cloud.shards().length, 2 + 4 + 2);
});

test('The records of before and after a change are read in order through the lineage', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(4);
  const written: string[] = [];
  const put = (data: string) => {
    cloud.put({ hashKey: 42n, data });
    written.push(data);
  };
  put('before');
  scale(cloud, 3);
  put('between');
  scale(cloud, 5);
  put('after');

  const read: string[] = [];
  let shard = cloud.shards().find(({ ShardId }) => ShardId === shardId(0))?.ShardId;
  while (shard !== undefined) {
    const answer = cloud.get(cloud.iterator(Number(shard.slice(-12))));
    read.push(...answer.Records.map(({ Data }) => textOf(Data)));
    shard = answer.ChildShards?.find(
      ({ HashKeyRange }) => HashKeyRange.StartingHashKey === '0',
    )?.ShardId;
  }
  assert.equal(read, written);
});

test('More than double, less than half and an eleventh change in 24 hours are refused', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(4);
  const refusal = (TargetShardCount: number) =>
    cloud.refusal('UpdateShardCount', { ...UNIFORM, TargetShardCount });
  const code = 'LimitExceededException';
  assert.equal(refusal(9), {
    code,
    message:
      'UpdateShardCount cannot scale up over double your current open shard count. Current open shard count: 4, Target shard count: 9',
  });
  assert.equal(refusal(1), {
    code,
    message:
      'UpdateShardCount cannot scale down below half your current open shard count. Current open shard count: 4, Target shard count: 1',
  });
  for (let change = 0; change < 5; change++) {
    scale(cloud, 3);
    scale(cloud, 4);
  }
  assert.is(refusal(5).code, code);
  cloud.pass(24 * 3600);
  scale(cloud, 5);
});

test('A large stream is scaled in a moment', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(2500);
  const startMs = performance.now();
  scale(cloud, 4999);
  assert.is(openRanges(cloud).length, 1000, 'a page of them');
  assert.is(cloud.call<DescribeLimitsOutput>('DescribeLimits', {}).OpenShardCount, 4999);
  assert.ok(performance.now() - startMs < 1500);
});

test.run();
