import type {
  DescribeStreamSummaryOutput,
  ListTagsForStreamOutput,
  StreamDescriptionSummary,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kinesis } from '../../../local-aws/kinesis/service.ts';
import { Cloud } from './support.ts';

function template(Properties: object): string {
  return JSON.stringify({
    Resources: { Stream: { Type: 'AWS::Kinesis::Stream', Properties } },
    Outputs: {
      Name: { Value: { Ref: 'Stream' } },
      Arn: { Value: { 'Fn::GetAtt': ['Stream', 'Arn'] } },
    },
  });
}

function summary(cloud: Cloud, StreamName: string): StreamDescriptionSummary {
  const output = cloud.callOf(kinesis, 'DescribeStreamSummary', { StreamName });
  const { StreamDescriptionSummary: found } = output as DescribeStreamSummaryOutput;
  if (found === undefined) throw new Error(`no ${StreamName}`);
  return found;
}

function tags(cloud: Cloud, StreamName: string): Record<string, string | undefined> {
  const output = cloud.callOf(kinesis, 'ListTagsForStream', { StreamName });
  const { Tags = [] } = output as ListTagsForStreamOutput;
  return Object.fromEntries(Tags.map(({ Key = '', Value }) => [Key, Value]));
}

function deployed(properties: object, more: object = {}): Cloud {
  const cloud = new Cloud();
  cloud.create('one', template(properties), more);
  cloud.wait(120);
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE', cloud.history('one').join('\n'));
  return cloud;
}

test('A stream is made with all its properties, and the stack waits until it is active', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    template({
      Name: 'hot',
      ShardCount: '4',
      RetentionPeriodHours: 48,
      DesiredShardLevelMetrics: ['IncomingBytes', 'IncomingRecords'],
      MaxRecordSizeInKiB: 2048,
      Tags: [{ Key: 'a', Value: 'own' }],
    }),
    {
      Tags: [
        { Key: 'a', Value: 'stack' },
        { Key: 'b', Value: 'stack' },
      ],
    },
  );
  cloud.wait(2);
  assert.is(summary(cloud, 'hot').StreamStatus, 'CREATING');
  assert.is(cloud.stack('one').StackStatus, 'CREATE_IN_PROGRESS');
  cloud.wait(60);
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE');
  const stream = summary(cloud, 'hot');
  assert.is(stream.OpenShardCount, 4);
  assert.is(stream.RetentionPeriodHours, 48);
  assert.is(stream.MaxRecordSizeInKiB, 2048);
  assert.equal(stream.EnhancedMonitoring?.[0]?.ShardLevelMetrics, [
    'IncomingBytes',
    'IncomingRecords',
  ]);
  assert.equal(tags(cloud, 'hot'), { a: 'own', b: 'stack' });
  assert.equal(cloud.outputs('one'), {
    Name: 'hot',
    Arn: 'arn:aws:kinesis:us-east-1:123456789012:stream/hot',
  });
});

test('A stream without a name gets one, and without a shard count one shard', () => {
  const cloud = deployed({});
  const { Name = '' } = cloud.outputs('one');
  assert.match(Name, /^one-Stream-[A-Za-z0-9]{12}$/);
  assert.is(summary(cloud, Name).OpenShardCount, 1);
});

test('An on-demand stream has no shard count', () => {
  const cloud = deployed({ Name: 'hot', StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  assert.is(summary(cloud, 'hot').StreamModeDetails?.StreamMode, 'ON_DEMAND');
  const refused = new Cloud();
  refused.create(
    'one',
    template({ ShardCount: 2, StreamModeDetails: { StreamMode: 'ON_DEMAND' } }),
  );
  refused.wait(60);
  assert.is(refused.stack('one').StackStatus, 'ROLLBACK_COMPLETE');
});

test('Retention, metrics and tags are changed in place', () => {
  const cloud = deployed({
    Name: 'hot',
    RetentionPeriodHours: 48,
    DesiredShardLevelMetrics: ['IncomingBytes'],
    Tags: [{ Key: 'a', Value: '1' }],
  });
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: template({
      Name: 'hot',
      DesiredShardLevelMetrics: ['OutgoingBytes'],
      Tags: [{ Key: 'b', Value: '2' }],
    }),
  });
  cloud.wait(120);
  assert.is(cloud.stack('one').StackStatus, 'UPDATE_COMPLETE', cloud.history('one').join('\n'));
  assert.is(summary(cloud, 'hot').RetentionPeriodHours, 24);
  assert.equal(summary(cloud, 'hot').EnhancedMonitoring?.[0]?.ShardLevelMetrics, ['OutgoingBytes']);
  assert.equal(tags(cloud, 'hot'), { b: '2' });
});

test('Shard count, record size and mode are changed in place', () => {
  const cloud = deployed({ Name: 'hot', ShardCount: 2 });
  const update = (properties: object) => {
    const TemplateBody = template({ Name: 'hot', ...properties });
    cloud.call('UpdateStack', { StackName: 'one', TemplateBody });
    cloud.wait(300);
    assert.is(cloud.stack('one').StackStatus, 'UPDATE_COMPLETE', cloud.history('one').join('\n'));
  };
  update({ ShardCount: 4, MaxRecordSizeInKiB: 2048 });
  assert.is(summary(cloud, 'hot').OpenShardCount, 4);
  assert.is(summary(cloud, 'hot').MaxRecordSizeInKiB, 2048);
  update({ StreamModeDetails: { StreamMode: 'ON_DEMAND' } });
  assert.is(summary(cloud, 'hot').StreamModeDetails?.StreamMode, 'ON_DEMAND');
  assert.is(summary(cloud, 'hot').MaxRecordSizeInKiB, 1024);
});

test('A change that Kinesis refuses half-way is taken back', () => {
  const cloud = deployed({ Name: 'hot', ShardCount: 2, RetentionPeriodHours: 24 });
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: template({ Name: 'hot', ShardCount: 9, RetentionPeriodHours: 48 }),
  });
  cloud.wait(300);
  assert.is(cloud.stack('one').StackStatus, 'UPDATE_ROLLBACK_COMPLETE');
  const failed = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'UPDATE_FAILED');
  assert.match(
    failed?.ResourceStatusReason ?? '',
    /Service: Kinesis.*HandlerErrorCode: ServiceLimitExceeded/,
  );
  assert.is(summary(cloud, 'hot').OpenShardCount, 2);
  assert.is(summary(cloud, 'hot').RetentionPeriodHours, 24);
});

test('A name that is taken fails with what Kinesis says', () => {
  const cloud = deployed({ Name: 'hot' });
  cloud.create('two', template({ Name: 'hot' }));
  cloud.wait(60);
  const failed = cloud
    .events('two')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  assert.match(
    failed?.ResourceStatusReason ?? '',
    /^Resource handler returned message: "Stream hot under account 123456789012 already exists\. \(Service: Kinesis, Status Code: 400, Request ID: request-1\)" \(RequestToken: [0-9a-f-]{36}, HandlerErrorCode: AlreadyExists\)$/,
  );
  assert.is(cloud.stack('two').StackStatus, 'ROLLBACK_COMPLETE');
  assert.is(summary(cloud, 'hot').StreamStatus, 'ACTIVE');
});

test('A stack is deleted when its stream is, also when somebody deleted the stream before', () => {
  for (const byHand of [false, true]) {
    const cloud = deployed({ Name: 'hot' });
    if (byHand) cloud.callOf(kinesis, 'DeleteStream', { StreamName: 'hot' });
    if (byHand) cloud.wait(60);
    const id = cloud.stack('one').StackId ?? '';
    cloud.call('DeleteStack', { StackName: 'one' });
    cloud.wait(120);
    assert.is(cloud.stack(id).StackStatus, 'DELETE_COMPLETE');
    assert.throws(() => summary(cloud, 'hot'), /Stream hot under account 123456789012 not found/);
  }
});

test('Encryption is refused by its name', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    template({ StreamEncryption: { EncryptionType: 'KMS', KeyId: 'alias/aws/kinesis' } }),
  );
  cloud.wait(60);
  assert.ok(
    cloud
      .history('one')
      .includes(
        'Stream CREATE_FAILED local AWS does not implement StreamEncryption of AWS::Kinesis::Stream',
      ),
  );
});

test.run();
