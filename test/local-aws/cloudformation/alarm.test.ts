import type {
  DescribeAlarmsOutput,
  ListTagsForResourceOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { Cloud } from './support.ts';

const HOT = {
  Namespace: 'AWS/Kinesis',
  MetricName: 'IncomingRecords',
  Dimensions: [{ Name: 'StreamName', Value: 'hot' }],
  Statistic: 'Sum',
  Period: '60',
  EvaluationPeriods: 2,
  Threshold: '1000',
  ComparisonOperator: 'GreaterThanThreshold',
};

function template(Properties: object): string {
  return JSON.stringify({
    Resources: { Hot: { Type: 'AWS::CloudWatch::Alarm', Properties } },
    Outputs: { Name: { Value: { Ref: 'Hot' } }, Arn: { Value: { 'Fn::GetAtt': ['Hot', 'Arn'] } } },
  });
}

function alarms(cloud: Cloud): MetricAlarm[] {
  return (
    (cloud.callOf(cloudwatch, 'DescribeAlarms', {}) as DescribeAlarmsOutput).MetricAlarms ?? []
  );
}

function tags(cloud: Cloud, ResourceARN: string): Record<string, string | undefined> {
  const { Tags = [] } = cloud.callOf(cloudwatch, 'ListTagsForResource', {
    ResourceARN,
  }) as ListTagsForResourceOutput;
  return Object.fromEntries(Tags.map(({ Key = '', Value }) => [Key, Value]));
}

test('An alarm is put with typed properties and the tags of the stack, changed, and deleted', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', template({ AlarmName: 'hot', ...HOT }), {
    Tags: [{ Key: 'team', Value: 'data' }],
  });
  cloud.wait(10);
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE', cloud.history('one').join('\n'));
  const [alarm] = alarms(cloud);
  assert.is(alarm?.AlarmName, 'hot');
  assert.is(alarm?.Threshold, 1000);
  assert.is(alarm?.Period, 60);
  const { Arn = '' } = cloud.outputs('one');
  assert.is(Arn, 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:hot');
  assert.equal(tags(cloud, Arn), {
    team: 'data',
    'aws:cloudformation:stack-name': 'one',
    'aws:cloudformation:stack-id': id,
    'aws:cloudformation:logical-id': 'Hot',
  });
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: template({ AlarmName: 'hot', ...HOT, Threshold: 5 }),
  });
  cloud.wait(10);
  assert.is(alarms(cloud)[0]?.Threshold, 5);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(10);
  assert.equal(alarms(cloud), []);
  assert.is(cloud.stack(id).StackStatus, 'DELETE_COMPLETE');
});

test('An alarm that CloudWatch refuses fails with what CloudWatch says', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ ...HOT, ComparisonOperator: undefined }));
  cloud.wait(10);
  const failed = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  assert.match(
    failed?.ResourceStatusReason ?? 'nothing failed',
    /Service: CloudWatch, Status Code: 400/,
  );
});

test('What alarms have and local AWS has not is refused by name', () => {
  const cloud = new Cloud();
  cloud.create('one', template({ ...HOT, Threshold: undefined, ThresholdMetricId: 'ad1' }));
  cloud.wait(10);
  assert.ok(
    cloud
      .history('one')
      .includes(
        'Hot CREATE_FAILED local AWS does not implement ThresholdMetricId of AWS::CloudWatch::Alarm',
      ),
  );
});

test.run();
