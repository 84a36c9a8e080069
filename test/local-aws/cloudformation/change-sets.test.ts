import type { DescribeChangeSetOutput } from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, recorded } from './support.ts';

const stream = (properties: object) => ({ Type: 'AWS::Kinesis::Stream', Properties: properties });

function review(
  cloud: Cloud,
  ChangeSetName: string,
  TemplateBody: string,
  more: object = {},
): DescribeChangeSetOutput {
  cloud.call('CreateChangeSet', { StackName: 'one', ChangeSetName, TemplateBody, ...more });
  cloud.wait(5);
  return cloud.call('DescribeChangeSet', { StackName: 'one', ChangeSetName });
}

test('A change set creates a stack: reviewed first, made when it is executed', () => {
  const cloud = new Cloud();
  const changeSet = review(cloud, 'first', recorded({ T: {} }), { ChangeSetType: 'CREATE' });
  assert.is(changeSet.Status, 'CREATE_COMPLETE');
  assert.is(changeSet.ExecutionStatus, 'AVAILABLE');
  assert.equal(changeSet.Changes, [
    {
      Type: 'Resource',
      ResourceChange: {
        Action: 'Add',
        LogicalResourceId: 'T',
        ResourceType: 'AWS::SNS::Topic',
        Scope: [],
        Details: [],
      },
    },
  ]);
  assert.is(cloud.stack('one').StackStatus, 'REVIEW_IN_PROGRESS');
  cloud.call('ExecuteChangeSet', { ChangeSetName: 'first', StackName: 'one' });
  cloud.wait(10);
  assert.equal(cloud.history('one').slice(0, 2), [
    'stack REVIEW_IN_PROGRESS User Initiated',
    'stack CREATE_IN_PROGRESS User Initiated',
  ]);
  const stack = cloud.stack('one');
  assert.is(stack.StackStatus, 'CREATE_COMPLETE');
  assert.is(stack.ChangeSetId, changeSet.ChangeSetId);
  const executed = cloud.call<DescribeChangeSetOutput>('DescribeChangeSet', {
    ChangeSetName: changeSet.ChangeSetId,
  });
  assert.is(executed.ExecutionStatus, 'EXECUTE_COMPLETE');
});

test('A change set says which properties change, and whether that replaces the resource', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    recorded({
      S: stream({ Name: 'a', RetentionPeriodHours: 24 }),
      T: { Properties: { On: { Ref: 'S' } } },
      Gone: {},
    }),
  );
  cloud.wait(60);
  const changeSet = review(
    cloud,
    'next',
    recorded({
      S: stream({ Name: 'b', RetentionPeriodHours: 48 }),
      T: { Properties: { On: { Ref: 'S' } } },
    }),
  );
  const direct = (Name: string, RequiresRecreation: string) => ({
    Target: { Attribute: 'Properties', Name, RequiresRecreation },
    Evaluation: 'Static',
    ChangeSource: 'DirectModification',
  });
  assert.equal(
    changeSet.Changes?.map(({ ResourceChange }) => ({
      ...ResourceChange,
      PhysicalResourceId: undefined,
    })),
    [
      {
        Action: 'Modify',
        LogicalResourceId: 'S',
        PhysicalResourceId: undefined,
        ResourceType: 'AWS::Kinesis::Stream',
        Replacement: 'True',
        Scope: ['Properties'],
        Details: [direct('Name', 'Always'), direct('RetentionPeriodHours', 'Never')],
      },
      {
        Action: 'Modify',
        LogicalResourceId: 'T',
        PhysicalResourceId: undefined,
        ResourceType: 'AWS::SNS::Topic',
        Replacement: 'False',
        Scope: ['Properties'],
        Details: [
          {
            Target: { Attribute: 'Properties', Name: 'On', RequiresRecreation: 'Never' },
            Evaluation: 'Dynamic',
            ChangeSource: 'ResourceReference',
            CausingEntity: 'S',
          },
        ],
      },
      {
        Action: 'Remove',
        LogicalResourceId: 'Gone',
        PhysicalResourceId: undefined,
        ResourceType: 'AWS::SNS::Topic',
        Scope: [],
        Details: [],
      },
    ],
  );
});

test('A change set without changes fails, and can not be executed', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: {} }));
  cloud.wait(10);
  const changeSet = review(cloud, 'empty', recorded({ T: {} }));
  assert.is(changeSet.Status, 'FAILED');
  assert.is(changeSet.ExecutionStatus, 'UNAVAILABLE');
  assert.is(
    changeSet.StatusReason,
    "The submitted information didn't contain changes. Submit different information to create a change set.",
  );
  cloud.refuses(
    'ExecuteChangeSet',
    { ChangeSetName: changeSet.ChangeSetId },
    'InvalidChangeSetStatusException',
    `ChangeSet [${changeSet.ChangeSetId}] cannot be executed in its current status of [FAILED]`,
  );
});

test('An update makes the change sets before it obsolete', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: {} }));
  cloud.wait(10);
  const { ChangeSetId } = review(cloud, 'late', recorded({ T: {}, U: {} }));
  cloud.call('UpdateStack', { StackName: 'one', TemplateBody: recorded({ V: {} }) });
  cloud.wait(10);
  cloud.refuses(
    'ExecuteChangeSet',
    { ChangeSetName: 'late', StackName: 'one' },
    'InvalidChangeSetStatusException',
    `ChangeSet [${ChangeSetId}] cannot be executed in its current execution status of [OBSOLETE]`,
  );
});

test('Change sets that are not there, or not for this stack, are refused in AWS words', () => {
  const cloud = new Cloud();
  const TemplateBody = recorded({ T: {} });
  cloud.refuses(
    'CreateChangeSet',
    { StackName: 'one', ChangeSetName: 'c', TemplateBody },
    'ValidationError',
    'Stack [one] does not exist',
  );
  cloud.refuses(
    'DescribeChangeSet',
    { StackName: 'one', ChangeSetName: 'c' },
    'ValidationError',
    'Stack [one] does not exist',
  );
  cloud.refuses(
    'DeleteChangeSet',
    { ChangeSetName: 'c' },
    'ValidationError',
    'StackName must be specified if ChangeSetName is not specified as an ARN.',
  );
  cloud.create('one', TemplateBody);
  cloud.wait(10);
  cloud.refuses(
    'DescribeChangeSet',
    { StackName: 'one', ChangeSetName: 'c' },
    'ChangeSetNotFoundException',
    'ChangeSet [c] does not exist',
  );
  cloud.refuses(
    'CreateChangeSet',
    { StackName: 'one', ChangeSetName: 'c', ChangeSetType: 'CREATE', TemplateBody },
    'ValidationError',
    'Stack [one] already exists and cannot be created again with the changeSet [c].',
  );
});

test('A deleted change set is gone from the list', () => {
  const cloud = new Cloud();
  review(cloud, 'first', recorded({ T: {} }), { ChangeSetType: 'CREATE' });
  const names = () =>
    cloud
      .call<{ Summaries: { ChangeSetName: string }[] }>('ListChangeSets', { StackName: 'one' })
      .Summaries.map(({ ChangeSetName }) => ChangeSetName);
  assert.equal(names(), ['first']);
  cloud.call('DeleteChangeSet', { ChangeSetName: 'first', StackName: 'one' });
  assert.equal(names(), []);
});

test('Executing a change set deletes the others of its stack, and deleting the stack deletes all', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: {} }));
  cloud.wait(10);
  const { ChangeSetId } = review(cloud, 'other', recorded({ T: {}, U: {} }));
  const executed = review(cloud, 'next', recorded({ T: {}, V: {} })).ChangeSetId;
  cloud.call('ExecuteChangeSet', { ChangeSetName: executed });
  cloud.wait(10);
  const gone = (ChangeSetName: string | undefined) =>
    cloud.refuses(
      'DescribeChangeSet',
      { ChangeSetName },
      'ChangeSetNotFoundException',
      `ChangeSet [${ChangeSetName}] does not exist`,
    );
  gone(ChangeSetId);
  const { ExecutionStatus } = cloud.call<DescribeChangeSetOutput>('DescribeChangeSet', {
    ChangeSetName: executed,
  });
  assert.is(ExecutionStatus, 'EXECUTE_COMPLETE');
  cloud.call('DeleteStack', { StackName: 'one' });
  gone(executed);
});

test('A change set is made once for a token, and a name is taken without it', () => {
  const cloud = new Cloud();
  const input = {
    StackName: 'one',
    ChangeSetName: 'c',
    ChangeSetType: 'CREATE',
    TemplateBody: recorded({ T: {} }),
  };
  const first = cloud.call('CreateChangeSet', { ...input, ClientToken: 'token' });
  assert.equal(cloud.call('CreateChangeSet', { ...input, ClientToken: 'token' }), first);
  cloud.refuses(
    'CreateChangeSet',
    { ...input, ClientToken: 'other' },
    'AlreadyExistsException',
    'ChangeSet [c] already exists',
  );
});

test.run();
