import type { ListTagsForStreamOutput } from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACCOUNT, ARN, KinesisCloud, NAME, shardId } from './kinesis-cloud.ts';

function tagsOf(cloud: KinesisCloud, input: object = {}) {
  return cloud.call<ListTagsForStreamOutput>('ListTagsForStream', { StreamName: NAME, ...input });
}

test('Tags are added, overwritten, removed, and listed by key', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, ShardCount: 1, Tags: { team: 'shop' } });
  cloud.pass(3);
  cloud.call('AddTagsToStream', { StreamName: NAME, Tags: { team: 'data', cost: '42' } });
  assert.equal(tagsOf(cloud), {
    Tags: [
      { Key: 'cost', Value: '42' },
      { Key: 'team', Value: 'data' },
    ],
    HasMoreTags: false,
  });
  cloud.call('RemoveTagsFromStream', { StreamName: NAME, TagKeys: ['cost', 'never there'] });
  assert.equal(tagsOf(cloud).Tags, [{ Key: 'team', Value: 'data' }]);
});

test('Tags are listed page by page from an exclusive key', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.call('AddTagsToStream', { StreamName: NAME, Tags: { a: '1', b: '2', c: '3' } });
  assert.equal(tagsOf(cloud, { Limit: 1, ExclusiveStartTagKey: 'a' }), {
    Tags: [{ Key: 'b', Value: '2' }],
    HasMoreTags: true,
  });
});

test('A 51st tag and characters that AWS does not take are refused', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const tags = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, 'x']));
  assert.equal(cloud.refusal('AddTagsToStream', { StreamName: NAME, Tags: { 'a!': 'x' } }), {
    code: 'InvalidArgumentException',
    message:
      'Some tags contain invalid characters. Valid characters: Unicode letters, digits, white space, _ . / = + - % @ :.',
  });
  cloud.call('AddTagsToStream', { StreamName: NAME, Tags: tags(50) });
  cloud.call('AddTagsToStream', { StreamName: NAME, Tags: tags(1) });
  assert.equal(cloud.refusal('AddTagsToStream', { StreamName: NAME, Tags: { new: 'x' } }), {
    code: 'InvalidArgumentException',
    message: `Failed to add tags to stream ${NAME} under account ${ACCOUNT} because a given stream cannot have more than 50 tags associated with it.`,
  });
});

test('A tag whose key or value is too long is refused with the lengths that AWS takes', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const key = 'k'.repeat(129);
  assert.equal(cloud.refusal('AddTagsToStream', { StreamName: NAME, Tags: { [key]: 'x' } }), {
    code: 'ValidationException',
    message: `1 validation error detected: Value '{${key}=x}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 128, Member must have length greater than or equal to 1]`,
  });
});

test('Retention goes up and down between 24 and 8760 hours, each by its own action', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const set = (action: string, RetentionPeriodHours: number) => {
    cloud.call(`${action}StreamRetentionPeriod`, { StreamName: NAME, RetentionPeriodHours });
    cloud.pass(3);
    return cloud.describe().RetentionPeriodHours;
  };
  const refusal = (action: string, RetentionPeriodHours: number) =>
    cloud.refusal(`${action}StreamRetentionPeriod`, { StreamName: NAME, RetentionPeriodHours });
  assert.is(set('Increase', 8760), 8760);
  assert.is(set('Decrease', 48), 48);
  const code = 'InvalidArgumentException';
  assert.equal(refusal('Increase', 47), {
    code,
    message: `Requested retention period (47 hours) for stream ${NAME} can not be shorter than existing retention period (48 hours). Use DecreaseRetentionPeriod API.`,
  });
  assert.equal(refusal('Decrease', 49), {
    code,
    message: `Requested retention period (49 hours) for stream ${NAME} can not be longer than existing retention period (48 hours). Use IncreaseRetentionPeriod API.`,
  });
  assert.equal(refusal('Decrease', 23), {
    code,
    message:
      'Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is too short.',
  });
  assert.equal(refusal('Increase', 8761), {
    code,
    message:
      'Maximum allowed retention period is 8760 hours. Requested retention period (8761 hours) is too long.',
  });
});

test('Names that break rules are refused with every failed constraint in one sentence', () => {
  const cloud = new KinesisCloud();
  assert.equal(cloud.refusal('CreateStream', { StreamName: '', ShardCount: 0 }), {
    code: 'ValidationException',
    message:
      "3 validation errors detected: Value '' at 'streamName' failed to satisfy constraint: Member must have length greater than or equal to 1; " +
      "Value '' at 'streamName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+; " +
      "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater than or equal to 1",
  });
});

test('A larger maximum record size lets larger records in', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  const record = { key: 'k', data: Buffer.alloc(2 * 1024 * 1024) };
  assert.throws(() => cloud.put(record), /less than or equal to 1048576/);
  cloud.call('UpdateMaxRecordSize', { StreamARN: ARN, MaxRecordSizeInKiB: 10_240 });
  cloud.pass(3);
  assert.is(cloud.put(record).ShardId, shardId(0));
  assert.equal(cloud.refusal('UpdateMaxRecordSize', { StreamARN: ARN, MaxRecordSizeInKiB: 1023 }), {
    code: 'ValidationException',
    message:
      "1 validation error detected: Value '1023' at 'maxRecordSizeInKiB' failed to satisfy constraint: Member must have value greater than or equal to 1024",
  });
});

test('DescribeLimits counts open shards and on-demand streams', () => {
  const cloud = new KinesisCloud();
  cloud.call('CreateStream', { StreamName: NAME, StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  cloud.pass(3);
  cloud.createStream(3, 'provisioned');
  assert.equal(cloud.call('DescribeLimits', {}), {
    ShardLimit: 20_000,
    OpenShardCount: 7,
    OnDemandStreamCount: 1,
    OnDemandStreamCountLimit: 50,
  });
});

test('A stream is tagged by its ARN as by its name', () => {
  const cloud = new KinesisCloud();
  cloud.createStream(1);
  cloud.call('TagResource', { ResourceARN: ARN, Tags: { team: 'shop', cost: '42' } });
  cloud.call('UntagResource', { ResourceARN: ARN, TagKeys: ['cost'] });
  const tags = { Tags: [{ Key: 'team', Value: 'shop' }] };
  assert.equal(cloud.call('ListTagsForResource', { ResourceARN: ARN }), tags);
  assert.equal(cloud.call('ListTagsForStream', { StreamName: NAME }), {
    ...tags,
    HasMoreTags: false,
  });
  assert.is(
    cloud.refusal('ListTagsForResource', { ResourceARN: `${ARN}/consumer/c:1` }).code,
    'ResourceNotFoundException',
  );
});

test.run();
