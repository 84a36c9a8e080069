import type { DescribeStreamSummaryOutput } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, ARN, KinesisCloud, NAME, shardId } from './kinesis-cloud.ts';

function onDemand(cloud: KinesisCloud): void {
  cloud.call('CreateStream', { StreamName: NAME, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  cloud.pass(3);
}

test('An on-demand stream is not scaled by hand, but its mode is changed twice a day', () => {
  const cloud = new KinesisCloud();
  onDemand(cloud);
  assert.equal(
    cloud.refusal('UpdateShardCount', {
      StreamName: NAME,
      ScalingType: 'UNIFORM_SCALING',
      TargetShardCount: 5,
    }),
    {
      code: 'ValidationException',
      message: `Request is invalid. Stream ${NAME} under account ${ACCOUNT} is in On-Demand mode.`,
    },
  );
  const setMode = (StreamMode: string) => ({ StreamARN: ARN, StreamModeDetails: { StreamMode } });
  cloud.call('UpdateStreamMode', setMode('PROVISIONED'));
  assert.is(cloud.describe().StreamStatus, 'UPDATING');
  cloud.pass(3);
  assert.equal(cloud.describe().StreamModeDetails, { StreamMode: 'PROVISIONED' });
  assert.is(cloud.shards().length, 4);
  cloud.call('UpdateStreamMode', setMode('ON_DEMAND'));
  cloud.pass(3);
  assert.is(
    cloud.refusal('UpdateStreamMode', setMode('PROVISIONED')).code,
    'LimitExceededException',
  );
  cloud.pass(24 * 3600);
  cloud.call('UpdateStreamMode', setMode('PROVISIONED'));
});

test('With the strategy AUTO one hot key is spread evenly, and no key is needed', () => {
  const cloud = new KinesisCloud();
  onDemand(cloud);
  const strategy = (RecordDistributionStrategy: string) =>
    cloud.call('UpdateStreamRecordDistributionStrategy', {
      StreamARN: ARN,
      RecordDistributionStrategy,
    });
  const shardsOfHotKey = () =>
    cloud
      .putMany(Array.from({ length: 8 }, () => ({ key: 'hot', hashKey: 0n })))
      .Records.map(({ ShardId }) => ShardId)
      .sort();
  assert.equal(new Set(shardsOfHotKey()), new Set([shardId(0)]));
  strategy('AUTO');
  assert.equal(shardsOfHotKey(), [0, 0, 1, 1, 2, 2, 3, 3].map(shardId));
  const { ShardId } = cloud.call<{ ShardId: string }>('PutRecord', {
    StreamName: NAME,
    Data: Buffer.from('keyless'),
  });
  const { Records } = cloud.get(cloud.iterator(Number(ShardId.slice(-12))));
  assert.not('PartitionKey' in (Records.at(-1) ?? {}));
  const { StreamDescriptionSummary } = cloud.call<DescribeStreamSummaryOutput>(
    'DescribeStreamSummary',
    { StreamName: NAME },
  );
  assert.is(StreamDescriptionSummary.RecordDistributionStrategy, 'AUTO');
  strategy('USER_PARTITION_KEY');
  assert.equal(new Set(shardsOfHotKey()), new Set([shardId(0)]));
});

test('The strategy AUTO is refused for a provisioned stream', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const input = { StreamARN: ARN, RecordDistributionStrategy: 'AUTO' };
  assert.is(
    cloud.refusal('UpdateStreamRecordDistributionStrategy', input).code,
    'InvalidArgumentException',
  );
});

test.run();
