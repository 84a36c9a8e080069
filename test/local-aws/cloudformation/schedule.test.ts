import type { StackStatus } from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { AwsError } from '../../../local-aws/errors.ts';
import { kinesis } from '../../../local-aws/kinesis/service.ts';
import { Cloud } from './support.ts';

const DELETE_STACK = 'arn:aws:scheduler:::aws-sdk:cloudformation:deleteStack';
const RoleArn = 'arn:aws:iam::123456789012:role/expiry';

// a test's cloud begins at 2026-11-02T09:00:00
const SCHEDULE = {
  Name: 'expiry',
  ScheduleExpression: 'at(2026-11-02T17:00:00)',
  FlexibleTimeWindow: { Mode: 'OFF' },
  Target: { Arn: DELETE_STACK, RoleArn, Input: '{"StackName":"one"}' },
};

function template(changes: object = {}, more: object = {}): string {
  const Expiry = { Type: 'AWS::Scheduler::Schedule', Properties: { ...SCHEDULE, ...changes } };
  return JSON.stringify({
    Resources: { Expiry, Stream: { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'kept' } } },
    ...more,
  });
}

function status(cloud: Cloud, stackId: string): StackStatus | undefined {
  return cloud.stack(stackId).StackStatus;
}

test('A stack is deleted by its own schedule, at its time and as DeleteStack would', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', template());
  cloud.wait(8 * 3_600 - 1);
  assert.is(status(cloud, id), 'CREATE_COMPLETE');
  cloud.wait(1);
  assert.is(status(cloud, id), 'DELETE_IN_PROGRESS');
  cloud.wait(60);
  assert.is(status(cloud, id), 'DELETE_COMPLETE');
  assert.throws(
    () => cloud.callOf(kinesis, 'DescribeStreamSummary', { StreamName: 'kept' }),
    (error: unknown) => error instanceof AwsError && error.code === 'ResourceNotFoundException',
  );
});

test('A schedule of one stack deletes another one, and one that is not there', () => {
  const cloud = new Cloud();
  const other = cloud.create(
    'other',
    JSON.stringify({ Resources: { T: { Type: 'AWS::SNS::Topic' } } }),
  );
  const forOther = { Arn: DELETE_STACK, RoleArn, Input: '{ "StackName": "other" }' };
  const forNone = { Arn: DELETE_STACK, RoleArn, Input: '{"StackName":"none"}' };
  const id = cloud.create('one', template({ Target: forOther }));
  cloud.create(
    'two',
    JSON.stringify({
      Resources: {
        Expiry: {
          Type: 'AWS::Scheduler::Schedule',
          Properties: { ...SCHEDULE, Name: 'none', Target: forNone },
        },
      },
    }),
  );
  cloud.wait(8 * 3_600 + 60);
  assert.is(status(cloud, other), 'DELETE_COMPLETE');
  assert.is(status(cloud, id), 'CREATE_COMPLETE');
  assert.is(status(cloud, 'two'), 'CREATE_COMPLETE');
});

test('An update moves the time; the time before no longer counts', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', template());
  cloud.wait(60);
  const later = template({ ScheduleExpression: 'at(2026-11-03T09:00:00)' });
  cloud.call('UpdateStack', { StackName: 'one', TemplateBody: later });
  cloud.wait(23 * 3_600);
  assert.is(status(cloud, id), 'UPDATE_COMPLETE');
  cloud.wait(3_600);
  assert.is(status(cloud, id), 'DELETE_COMPLETE');
});

test('A schedule that was deleted deletes nothing, and its name is free again', () => {
  const cloud = new Cloud();
  const first = cloud.create('one', template());
  cloud.wait(60);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(60);
  assert.is(status(cloud, first), 'DELETE_COMPLETE');
  const second = cloud.create('one', template({ ScheduleExpression: 'at(2026-11-04T09:00:00)' }));
  cloud.wait(24 * 3_600);
  assert.is(status(cloud, second), 'CREATE_COMPLETE');
});

test('A deletion that is refused ends the schedule, and nothing else', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', template(), { EnableTerminationProtection: true });
  cloud.wait(24 * 3_600);
  assert.is(status(cloud, id), 'CREATE_COMPLETE');
});

test('A name is taken once', () => {
  const cloud = new Cloud();
  cloud.create('one', template());
  cloud.wait(60);
  assert.match(
    failureOf(cloud, template()),
    /^Resource handler returned message: "Resource of type 'AWS::Scheduler::Schedule' with identifier 'expiry' already exists\."/,
  );
});

test('The ARN of a schedule is that of the default group', () => {
  const cloud = new Cloud();
  const Outputs = { Arn: { Value: { 'Fn::GetAtt': ['Expiry', 'Arn'] } } };
  cloud.create('one', template({}, { Outputs }));
  cloud.wait(60);
  assert.is(
    cloud.outputs('one').Arn,
    'arn:aws:scheduler:us-east-1:123456789012:schedule/default/expiry',
  );
});

function failureOf(cloud: Cloud, body: string): string {
  cloud.create('failing', body);
  cloud.wait(60);
  const failed = cloud
    .events('failing')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  return failed?.ResourceStatusReason ?? '';
}

test('A schedule that invokes a Lambda function is recorded only, and its event says so', () => {
  const cloud = new Cloud();
  const Arn = 'arn:aws:lambda:us-east-1:123456789012:function:f';
  const id = cloud.create(
    'one',
    template({
      ScheduleExpression: 'cron(* * * * ? *)',
      EndDate: '2026-11-02T10:00:00Z',
      Target: { Arn, RoleArn, Input: '{}', RetryPolicy: { MaximumRetryAttempts: 0 } },
    }),
  );
  cloud.wait(24 * 3_600);
  assert.is(status(cloud, id), 'CREATE_COMPLETE');
  const made = cloud
    .events('one')
    .find(
      ({ LogicalResourceId, ResourceStatus }) =>
        LogicalResourceId === 'Expiry' && ResourceStatus === 'CREATE_COMPLETE',
    );
  assert.is(made?.ResourceStatusReason, 'recorded only: local AWS runs no Lambda functions');
});

const QUEUE = 'arn:aws:sqs:us-east-1:123456789012:q';
const { Target } = SCHEDULE;
const REFUSED: [string, object][] = [
  ['State DISABLED', { State: 'DISABLED' }],
  [
    'FlexibleTimeWindow FLEXIBLE',
    { FlexibleTimeWindow: { Mode: 'FLEXIBLE', MaximumWindowInMinutes: 5 } },
  ],
  ['ScheduleExpression rate(1 hour)', { ScheduleExpression: 'rate(1 hour)' }],
  ['ScheduleExpression cron(0 9 * * ? *)', { ScheduleExpression: 'cron(0 9 * * ? *)' }],
  [
    'ScheduleExpression at(2026-11-02T08:59:59), which is in the past,',
    { ScheduleExpression: 'at(2026-11-02T08:59:59)' },
  ],
  ['ScheduleExpressionTimezone Europe/Berlin', { ScheduleExpressionTimezone: 'Europe/Berlin' }],
  ['Target arn:aws:sqs:us-east-1:123456789012:q', { Target: { ...Target, Arn: QUEUE } }],
  [
    'Target Input {"StackName":"one","RoleARN":"x"}',
    { Target: { ...Target, Input: '{"StackName":"one","RoleARN":"x"}' } },
  ],
  ['Target Input undefined', { Target: { Arn: DELETE_STACK, RoleArn } }],
  ['Target RetryPolicy', { Target: { ...Target, RetryPolicy: { MaximumRetryAttempts: 1 } } }],
  ['EndDate', { EndDate: '2026-12-01T00:00:00Z' }],
  ['GroupName', { GroupName: 'workshop' }],
];

test('What a schedule can not be here is refused by name, in the event of its resource', () => {
  for (const [what, changes] of REFUSED) {
    assert.is(
      failureOf(new Cloud(), template(changes)),
      `local AWS does not implement ${what} of AWS::Scheduler::Schedule`,
    );
  }
});

test('What AWS refuses is refused in its words', () => {
  for (const expression of ['at(2026-13-01T00:00:00)', 'at(2026-11-02T17:00:00Z)', 'tomorrow']) {
    assert.match(
      failureOf(new Cloud(), template({ ScheduleExpression: expression })),
      `Resource handler returned message: "Invalid Schedule Expression ${expression}. (Service: Scheduler, Status Code: 400, Request ID: request-1)"`,
    );
  }
  assert.is(
    failureOf(new Cloud(), template({ ActionAfterCompletion: 'DELETE', Name: 'x'.repeat(65) })),
    'Properties validation failed for resource Expiry with message:\n#/Name: failed validation constraint for keyword [maxLength]\n#: extraneous key [ActionAfterCompletion] is not permitted',
  );
});

test.run();
