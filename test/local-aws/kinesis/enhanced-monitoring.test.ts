import type { EnhancedMonitoringOutput } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, ARN, END, HALF, KinesisCloud, NAME, shardId } from './kinesis-cloud.ts';

const SEVEN = [
  'IncomingBytes',
  'IncomingRecords',
  'OutgoingBytes',
  'OutgoingRecords',
  'WriteProvisionedThroughputExceeded',
  'ReadProvisionedThroughputExceeded',
  'IteratorAgeMilliseconds',
];

function enable(cloud: KinesisCloud, ...metrics: string[]) {
  const input = { StreamName: NAME, ShardLevelMetrics: metrics };
  const output = cloud.call<EnhancedMonitoringOutput>('EnableEnhancedMonitoring', input);
  cloud.pass(3);
  return output;
}

/** One sample, and what it was. */
function one(value: number) {
  return [{ sum: value, sampleCount: 1, minimum: value, maximum: value }];
}

test('ALL expands to the seven shard metrics, and the stream is UPDATING until they are on', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const input = { StreamName: NAME, ShardLevelMetrics: ['ALL'] };
  assert.equal(cloud.call('EnableEnhancedMonitoring', input), {
    StreamName: NAME,
    StreamARN: ARN,
    CurrentShardLevelMetrics: [],
    DesiredShardLevelMetrics: SEVEN,
  });
  assert.is(cloud.describe().StreamStatus, 'UPDATING');
  assert.equal(cloud.describe().EnhancedMonitoring, [{ ShardLevelMetrics: [] }]);
  assert.equal(cloud.refusal('EnableEnhancedMonitoring', input), {
    code: 'ResourceInUseException',
    message: `Stream ${NAME} under account ${ACCOUNT} not ACTIVE, instead in state UPDATING`,
  });
  cloud.pass(3);
  assert.is(cloud.describe().StreamStatus, 'ACTIVE');
  assert.equal(cloud.describe().EnhancedMonitoring, [{ ShardLevelMetrics: SEVEN }]);
});

test('Enabling adds to what is on, disabling takes away, and both tell before and after', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  enable(cloud, 'IncomingRecords');
  const { CurrentShardLevelMetrics, DesiredShardLevelMetrics } = enable(cloud, 'IncomingBytes');
  assert.equal(CurrentShardLevelMetrics, ['IncomingRecords']);
  assert.equal(DesiredShardLevelMetrics, ['IncomingBytes', 'IncomingRecords']);
  const input = { StreamName: NAME, ShardLevelMetrics: ['IncomingRecords', 'OutgoingBytes'] };
  assert.equal(cloud.call('DisableEnhancedMonitoring', input), {
    StreamName: NAME,
    StreamARN: ARN,
    CurrentShardLevelMetrics: ['IncomingBytes', 'IncomingRecords'],
    DesiredShardLevelMetrics: ['IncomingBytes'],
  });
  cloud.pass(3);
  cloud.call('DisableEnhancedMonitoring', { StreamName: NAME, ShardLevelMetrics: ['ALL'] });
  cloud.pass(3);
  assert.equal(cloud.describe().EnhancedMonitoring, [{ ShardLevelMetrics: [] }]);
});

test('A metric that does not exist is refused with the ones that do', () => {
  const cloud = new KinesisCloud();
  const input = { StreamName: NAME, ShardLevelMetrics: ['Heat'] };
  const refusal = cloud.refusal('EnableEnhancedMonitoring', input);
  assert.is(refusal.code, 'ValidationException');
  assert.match(refusal.message, "Value 'Heat' at 'shardLevelMetrics.1.member' failed to satisfy");
  assert.match(refusal.message, 'IteratorAgeMilliseconds, ALL]');
});

test('Only the metrics that are on are published by shard, and only while they are on', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.put();
  assert.is(cloud.metric('IncomingRecords', 'Count', 0), undefined);
  enable(cloud, 'IncomingRecords');
  cloud.put();
  assert.equal(cloud.metric('IncomingRecords', 'Count', 0), one(1));
  assert.is(cloud.metric('IncomingBytes', 'Bytes', 0), undefined);
  cloud.call('DisableEnhancedMonitoring', { StreamName: NAME, ShardLevelMetrics: ['ALL'] });
  cloud.pass(3);
  cloud.put();
  assert.equal(cloud.metric('IncomingRecords', 'Count', 0), one(1));
  assert.is(cloud.metric('IncomingRecords', 'Count')?.[0]?.sum, 3);
});

test('A put call is one sample for each shard it touches: its stored records and their bytes', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(3);
  enable(cloud, 'ALL');
  cloud.putMany([
    { key: 'ab', data: 'xyz', hashKey: 0n },
    { key: 'ab', data: 'xyz', hashKey: 0n },
    { key: 'a', data: '', hashKey: END },
  ]);
  cloud.put({ key: 'a', data: 'x', hashKey: 0n });
  const both = { sum: 3, sampleCount: 2, minimum: 1, maximum: 2 };
  assert.equal(cloud.metric('IncomingRecords', 'Count', 0), [both]);
  assert.equal(cloud.metric('IncomingBytes', 'Bytes', 0), [
    { sum: 12, sampleCount: 2, minimum: 2, maximum: 10 },
  ]);
  assert.equal(cloud.metric('IncomingRecords', 'Count', 2), one(1));
  assert.is(cloud.metric('IncomingRecords', 'Count', 1), undefined);
  assert.is(cloud.metric('WriteProvisionedThroughputExceeded', 'Count', 1), undefined);
});

test('Refused records count only as refused: IncomingRecords stays at what was stored', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  enable(cloud, 'ALL');
  const batch = Array.from({ length: 400 }, () => ({ key: 'k', data: 'x' }));
  for (let call = 0; call < 4; call++) cloud.putMany(batch);
  const incoming = { sum: 1000, sampleCount: 3, minimum: 200, maximum: 400 };
  const refused = { sum: 600, sampleCount: 4, minimum: 0, maximum: 400 };
  for (const shard of [undefined, 0]) {
    assert.equal(cloud.metric('IncomingRecords', 'Count', shard), [incoming]);
    assert.is(cloud.metric('IncomingBytes', 'Bytes', shard)?.[0]?.sum, 2000);
    assert.equal(cloud.metric('WriteProvisionedThroughputExceeded', 'Count', shard), [refused]);
  }
  const sum = (metric: string, unit = 'Count') => cloud.metric(metric, unit)?.[0]?.sum;
  assert.is(sum('PutRecords.TotalRecords'), 1600);
  assert.is(sum('PutRecords.SuccessfulRecords'), 1000);
  assert.is(sum('PutRecords.ThrottledRecords'), 600);
  assert.is(sum('PutRecords.FailedRecords'), 0);
  assert.is(sum('PutRecords.Success'), 3);
  assert.is(sum('PutRecords.Bytes', 'Bytes'), 2000);
});

test('PutRecord has its own metrics of success, and a refusal is a 0', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const batch = Array.from({ length: 500 }, () => ({}));
  cloud.put({ key: 'k', data: 'xyz' });
  for (let call = 0; call < 2; call++) cloud.putMany(batch);
  cloud.refusal('PutRecord', { StreamName: NAME, PartitionKey: 'k', Data: Buffer.from('x') });
  assert.equal(cloud.metric('PutRecord.Success', 'Count'), [
    { sum: 1, sampleCount: 2, minimum: 0, maximum: 1 },
  ]);
  assert.equal(cloud.metric('PutRecord.Bytes', 'Bytes'), one(4));
});

test('A GetRecords call is one sample of what went out, how old it was, and of refusals', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  enable(cloud, 'ALL');
  cloud.put({ key: 'k', data: 'one' });
  cloud.put({ key: 'k', data: 'three' });
  cloud.pass(7);
  const { NextShardIterator } = cloud.get(cloud.iterator(0), { Limit: 1 });
  assert.equal(cloud.metric('OutgoingRecords', 'Count', 0), one(1));
  assert.equal(cloud.metric('OutgoingBytes', 'Bytes', 0), one(4));
  assert.equal(cloud.metric('IteratorAgeMilliseconds', 'Milliseconds', 0), one(7000));
  assert.equal(cloud.metric('GetRecords.IteratorAgeMilliseconds', 'Milliseconds'), one(7000));
  for (let call = 0; call < 4; call++) cloud.get(NextShardIterator);
  cloud.refusal('GetRecords', { ShardIterator: NextShardIterator });
  const refused = [{ sum: 1, sampleCount: 6, minimum: 0, maximum: 1 }];
  assert.equal(cloud.metric('ReadProvisionedThroughputExceeded', 'Count', 0), refused);
  assert.equal(cloud.metric('ReadProvisionedThroughputExceeded', 'Count'), refused);
  assert.is(cloud.metric('GetRecords.Success', 'Count')?.[0]?.sum, 5);
  assert.is(cloud.metric('GetRecords.Records', 'Count')?.[0]?.sum, 5);
  assert.is(cloud.metric('GetRecords.Bytes', 'Bytes')?.[0]?.sum, 4 + 4 * 6);
});

test('An idle minute has no datapoint', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  enable(cloud, 'ALL');
  cloud.put();
  cloud.pass(180);
  cloud.put();
  assert.is(cloud.metric('IncomingRecords', 'Count', 0)?.length, 2);
});

test('The halves of a split publish the metrics that are on', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  enable(cloud, 'ALL');
  cloud.call('SplitShard', {
    StreamName: NAME,
    ShardToSplit: shardId(0),
    NewStartingHashKey: `${HALF}`,
  });
  cloud.pass(3);
  cloud.put({ hashKey: END });
  assert.equal(cloud.metric('IncomingRecords', 'Count', 2), one(1));
  assert.is(cloud.metric('IncomingRecords', 'Count', 0), undefined);
});

test.run();
