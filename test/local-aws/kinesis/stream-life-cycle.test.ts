import type {
  DescribeStreamSummaryOutput,
  ListShardsOutput,
  ListStreamsOutput,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, ARN, KinesisCloud, LABEL, NAME, START_MS, shardId } from './kinesis-cloud.ts';

test('A stream is CREATING without shards for 3 seconds, and then ACTIVE with all of them', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, ShardCount: 2 });
  cloud.pass(2.9);
  const creating = cloud.describe();
  assert.is(creating.StreamStatus, 'CREATING');
  assert.equal(creating.Shards, []);
  cloud.pass(0.1);
  const active = cloud.describe();
  assert.is(active.StreamStatus, 'ACTIVE');
  assert.equal(
    active.Shards.map(({ ShardId }) => ShardId),
    [shardId(0), shardId(1)],
  );
});

test('DescribeStream tells all of a stream but its records', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const { Shards, ...rest } = cloud.describe();
  assert.equal(rest, {
    StreamName: NAME,
    StreamARN: ARN,
    StreamStatus: 'ACTIVE',
    StreamModeDetails: { StreamMode: 'PROVISIONED' },
    RetentionPeriodHours: 24,
    StreamCreationTimestamp: new Date(START_MS),
    EnhancedMonitoring: [{ ShardLevelMetrics: [] }],
    EncryptionType: 'NONE',
    HasMoreShards: false,
  });
  assert.equal(Shards[0]?.HashKeyRange, {
    StartingHashKey: '0',
    EndingHashKey: '340282366920938463463374607431768211455',
  });
});

test('DescribeStreamSummary counts open shards, and takes the ARN for the name', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(3);
  const { StreamDescriptionSummary: summary } = cloud.call<DescribeStreamSummaryOutput>(
    'DescribeStreamSummary',
    { StreamARN: ARN },
  );
  assert.is(summary.OpenShardCount, 3);
  assert.is(summary.ConsumerCount, 0);
  assert.is(summary.MaxRecordSizeInKiB, 1024);
  assert.is(summary.RecordDistributionStrategy, undefined);
});

test('The hash space is divided evenly, and the last shard has what does not divide', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(3);
  assert.equal(
    cloud.shards().map(({ HashKeyRange }) => HashKeyRange),
    [
      { StartingHashKey: '0', EndingHashKey: '113427455640312821154458202477256070484' },
      {
        StartingHashKey: '113427455640312821154458202477256070485',
        EndingHashKey: '226854911280625642308916404954512140969',
      },
      {
        StartingHashKey: '226854911280625642308916404954512140970',
        EndingHashKey: '340282366920938463463374607431768211455',
      },
    ],
  );
});

test('An on-demand stream starts with four shards and can not be given a number', () => {
  const cloud = new KinesisCloud();
  const onDemand = { StreamName: NAME, StreamModeDetails: { StreamMode: 'ON_DEMAND' } };
  assert.equal(cloud.refusal('CreateStream', { ...onDemand, ShardCount: 2 }), {
    code: 'InvalidArgumentException',
    message: 'ShardCount is not expected when StreamMode=ON_DEMAND',
  });
  cloud.call('CreateStream', onDemand);
  cloud.pass(3);
  assert.is(cloud.shards().length, 4);
  assert.equal(cloud.describe().StreamModeDetails, { StreamMode: 'ON_DEMAND' });
});

test('A second stream of the same name is refused, also while the first is being deleted', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const exists = {
    code: 'ResourceInUseException',
    message: `Stream ${NAME} under account ${ACCOUNT} already exists.`,
  };
  assert.equal(cloud.refusal('CreateStream', { StreamName: NAME, ShardCount: 1 }), exists);
  cloud.call('DeleteStream', { StreamName: NAME });
  assert.is(cloud.describe().StreamStatus, 'DELETING');
  assert.equal(cloud.refusal('CreateStream', { StreamName: NAME, ShardCount: 1 }), exists);
  cloud.pass(3);
  assert.equal(cloud.refusal('DescribeStream', { StreamName: NAME }), {
    code: 'ResourceNotFoundException',
    message: `Stream ${NAME} under account ${ACCOUNT} not found.`,
  });
});

test('A stream that is deleted while CREATING never becomes ACTIVE', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, ShardCount: 1 });
  cloud.pass(1);
  cloud.call('DeleteStream', { StreamARN: ARN });
  cloud.pass(2.5);
  assert.is(cloud.describe().StreamStatus, 'DELETING');
  assert.equal(cloud.describe().Shards, []);
});

test('Records are refused, and shards not listed, while a stream is CREATING', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, ShardCount: 1 });
  const record = { StreamName: NAME, PartitionKey: 'a', Data: Buffer.from('x') };
  assert.equal(cloud.refusal('PutRecord', record), {
    code: 'ResourceNotFoundException',
    message: `Stream ${NAME} under account ${ACCOUNT} not found.`,
  });
  assert.equal(cloud.refusal('ListShards', { StreamName: NAME }), {
    code: 'ResourceInUseException',
    message: `Stream ${NAME} under account ${ACCOUNT} not ACTIVE or UPDATING, instead in state CREATING`,
  });
});

test('An ARN of another account, or that contradicts the name, does not find the stream', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const elsewhere = ARN.replace(ACCOUNT, '999999999999');
  assert.equal(cloud.refusal('DescribeStream', { StreamARN: elsewhere }), {
    code: 'ResourceNotFoundException',
    message: `Stream ${NAME} under account 999999999999 not found.`,
  });
  assert.is(
    cloud.refusal('DescribeStream', { StreamARN: ARN, StreamName: 'other' }).code,
    'InvalidArgumentException',
  );
  assert.is(cloud.refusal('DescribeStream', {}).code, 'InvalidArgumentException');
});

test('Streams are listed by name, page by page', () => {
  const cloud = new KinesisCloud();
  for (const name of ['c', 'a', 'b']) cloud.createStream(1, name);
  const first = cloud.call<ListStreamsOutput>('ListStreams', { Limit: 2 });
  assert.equal(first.StreamNames, ['a', 'b']);
  assert.is(first.HasMoreStreams, true);
  const second = cloud.call<ListStreamsOutput>('ListStreams', { NextToken: first.NextToken });
  assert.equal(second.StreamNames, ['c']);
  assert.is(second.HasMoreStreams, false);
  assert.equal(second.StreamSummaries, [
    {
      StreamName: 'c',
      StreamARN: ARN.replace(NAME, 'c'),
      StreamStatus: 'ACTIVE',
      StreamModeDetails: { StreamMode: 'PROVISIONED' },
      StreamCreationTimestamp: new Date(START_MS),
    },
  ]);
  const after = cloud.call<ListStreamsOutput>('ListStreams', { ExclusiveStartStreamName: 'b' });
  assert.equal(after.StreamNames, ['c']);
});

test('Shards are listed page by page, with a token that lives 300 seconds', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(5);
  const listed: (string | undefined)[] = [];
  let page = cloud.call<ListShardsOutput>('ListShards', { StreamName: NAME, MaxResults: 2 });
  const firstToken = page.NextToken;
  listed.push(...(page.Shards ?? []).map(({ ShardId }) => ShardId));
  while (page.NextToken !== undefined) {
    page = cloud.call('ListShards', { NextToken: page.NextToken, MaxResults: 2 });
    listed.push(...(page.Shards ?? []).map(({ ShardId }) => ShardId));
  }
  assert.equal(listed, [0, 1, 2, 3, 4].map(shardId));

  assert.equal(cloud.refusal('ListShards', { NextToken: firstToken, StreamName: NAME }), {
    code: 'InvalidArgumentException',
    message: 'NextToken and StreamName cannot be provided together.',
  });
  assert.is(cloud.refusal('ListShards', { NextToken: 'bm8=' }).code, 'InvalidArgumentException');
  cloud.pass(301);
  const expired = cloud.refusal('ListShards', { NextToken: firstToken });
  assert.is(expired.code, 'ExpiredNextTokenException');
});

test('DescribeStream pages by ExclusiveStartShardId', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(3);
  const input = { StreamName: NAME, Limit: 1, ExclusiveStartShardId: shardId(0) };
  const { StreamDescription: page } = cloud.call<{
    StreamDescription: { Shards: { ShardId: string }[]; HasMoreShards: boolean };
  }>('DescribeStream', input);
  assert.equal(
    page.Shards.map(({ ShardId }) => ShardId),
    [shardId(1)],
  );
  assert.is(page.HasMoreShards, true);
  assert.equal(cloud.refusal('DescribeStream', { ...input, ExclusiveStartShardId: 'x-9' }), {
    code: 'ResourceNotFoundException',
    message: `Could not find shard ${shardId(9)} in ${LABEL}.`,
  });
});

test('An account can not have more shards than its limit', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(19_999);
  const refusal = cloud.refusal('CreateStream', { StreamName: 'more', ShardCount: 2 });
  assert.is(refusal.code, 'LimitExceededException');
  assert.match(
    refusal.message,
    `This request would exceed the shard limit for the account ${ACCOUNT} in us-east-1. Current shard count for the account: 19999. Limit: 20000. Number of additional shards that would have resulted from this request: 2.`,
  );
});

test.run();
