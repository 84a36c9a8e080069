import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, RECORDED, recorded } from './support.ts';

const topic = (name: string) => ({ Properties: { TopicName: name } });
const stream = (properties: object) => ({ Type: 'AWS::Kinesis::Stream', Properties: properties });

function updated(
  before: string,
  after: string,
  more: object = {},
): { cloud: Cloud; history: string[] } {
  const cloud = new Cloud();
  cloud.create('one', before);
  cloud.wait(60);
  const seen = cloud.events('one').length;
  cloud.call('UpdateStack', { StackName: 'one', TemplateBody: after, ...more });
  cloud.wait(120);
  return { cloud, history: cloud.history('one').slice(seen) };
}

test('An update changes in place, adds and removes, in that order', () => {
  const { cloud, history } = updated(
    recorded({ Changed: topic('a'), Same: topic('s'), Removed: {} }),
    recorded({ Changed: topic('b'), Same: topic('s'), Added: { DependsOn: 'Changed' } }),
  );
  assert.equal(history, [
    'stack UPDATE_IN_PROGRESS User Initiated',
    'Changed UPDATE_IN_PROGRESS',
    `Changed UPDATE_COMPLETE ${RECORDED}`,
    'Added CREATE_IN_PROGRESS',
    'Added CREATE_IN_PROGRESS Resource creation Initiated',
    `Added CREATE_COMPLETE ${RECORDED}`,
    'stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'Removed DELETE_IN_PROGRESS',
    'Removed DELETE_COMPLETE',
    'stack UPDATE_COMPLETE',
  ]);
  const { StackResources } = cloud.call<{ StackResources: { LogicalResourceId: string }[] }>(
    'DescribeStackResources',
    { StackName: 'one' },
  );
  assert.equal(
    StackResources.map(({ LogicalResourceId }) => LogicalResourceId),
    ['Changed', 'Same', 'Added'],
  );
  assert.equal(cloud.stack('one').LastUpdatedTime, new Date('2026-11-02T09:01:00Z'));
});

test('A stream that is renamed is replaced: the new one first, then the old one goes', () => {
  const { cloud, history } = updated(
    recorded({ S: stream({ Name: 'old' }) }),
    recorded({ S: stream({ Name: 'new' }) }),
  );
  assert.equal(history, [
    'stack UPDATE_IN_PROGRESS User Initiated',
    'S UPDATE_IN_PROGRESS Requested update requires the creation of a new physical resource; hence creating one.',
    'S UPDATE_IN_PROGRESS Resource creation Initiated',
    'S UPDATE_COMPLETE',
    'stack UPDATE_COMPLETE_CLEANUP_IN_PROGRESS',
    'S DELETE_IN_PROGRESS',
    'S DELETE_COMPLETE',
    'stack UPDATE_COMPLETE',
  ]);
  const deleted = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'DELETE_COMPLETE');
  assert.is(deleted?.PhysicalResourceId, 'old');
});

test('A replacement changes the resources that refer to it', () => {
  const body = (name: string) =>
    recorded({
      S: stream({ Name: name }),
      T: { Properties: { TopicName: 'x', On: { 'Fn::GetAtt': ['S', 'Arn'] } } },
    });
  const { history } = updated(body('old'), body('new'));
  assert.ok(history.includes(`T UPDATE_COMPLETE ${RECORDED}`));
});

test('With UpdateReplacePolicy Retain the replaced one stays', () => {
  const body = (Name: string) =>
    recorded({ S: { ...stream({ Name }), UpdateReplacePolicy: 'Retain' } });
  const { history } = updated(body('old'), body('new'));
  assert.equal(history.slice(-2), ['S DELETE_SKIPPED', 'stack UPDATE_COMPLETE']);
});

test('An update that would do nothing is refused, whatever the form of the text', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    'Resources:\n  S:\n    Type: AWS::Kinesis::Stream\n    Properties: {Name: a, ShardCount: 1}\n',
  );
  cloud.wait(60);
  const same = recorded({ S: stream({ ShardCount: '1', Name: 'a' }) });
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', TemplateBody: same },
    'ValidationError',
    'No updates are to be performed.',
  );
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', UsePreviousTemplate: true },
    'ValidationError',
    'No updates are to be performed.',
  );
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE');
});

test('A changed output or a changed tag is an update', () => {
  const body = (Value: string) =>
    JSON.stringify({ ...JSON.parse(recorded({ T: {} })), Outputs: { O: { Value } } });
  const { cloud } = updated(body('a'), body('b'));
  assert.equal(cloud.outputs('one'), { O: 'b' });
  const tagged = updated(body('a'), body('a'), { Tags: [{ Key: 'k', Value: 'v' }] });
  assert.equal(tagged.cloud.stack('one').Tags, [{ Key: 'k', Value: 'v' }]);
  assert.is(tagged.history.at(-1), 'stack UPDATE_COMPLETE');
});

test('A stack that is not there, or is busy, can not be updated', () => {
  const cloud = new Cloud();
  const TemplateBody = recorded({ T: topic('b') });
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', TemplateBody },
    'ValidationError',
    'Stack [one] does not exist',
  );
  const id = cloud.create('one', recorded({ T: {} }));
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', TemplateBody },
    'ValidationError',
    `Stack:${id} is in CREATE_IN_PROGRESS state and can not be updated.`,
  );
});

test('A resource can not change its type', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: {} }));
  cloud.wait(10);
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', TemplateBody: recorded({ T: { Type: 'AWS::SQS::Queue' } }) },
    'ValidationError',
    'Update of resource type is not permitted. The new template modifies resource type of the following resources: [T]',
  );
});

test('An update that fails is rolled back to what was', () => {
  const before = recorded({ Changed: topic('a'), Renamed: stream({ Name: 'old' }) });
  const { cloud, history } = updated(
    before,
    recorded({
      Changed: topic('b'),
      Renamed: stream({ Name: 'new' }),
      Added: {},
      Bad: { ...stream({ ShardCount: 0 }), DependsOn: 'Renamed' },
    }),
  );
  const rollback = history.slice(
    history.findIndex((line) => line.includes('ROLLBACK_IN_PROGRESS')),
  );
  assert.equal(rollback, [
    'stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad].',
    'Changed UPDATE_IN_PROGRESS',
    'Renamed UPDATE_COMPLETE',
    `Changed UPDATE_COMPLETE ${RECORDED}`,
    'stack UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS',
    'Added DELETE_IN_PROGRESS',
    'Bad DELETE_COMPLETE',
    'Renamed DELETE_IN_PROGRESS',
    'Added DELETE_COMPLETE',
    'Renamed DELETE_COMPLETE',
    'stack UPDATE_ROLLBACK_COMPLETE',
  ]);
  assert.is(
    cloud.call<{ TemplateBody: string }>('GetTemplate', { StackName: 'one' }).TemplateBody,
    before,
  );
  const { StackResources } = cloud.call<{ StackResources: { PhysicalResourceId: string }[] }>(
    'DescribeStackResources',
    { StackName: 'one' },
  );
  assert.equal(StackResources.map(({ PhysicalResourceId }) => PhysicalResourceId).sort(), [
    'a',
    'old',
  ]);
});

test('Without roll-back a failed update stays as it is, and the next one tries again', () => {
  const { cloud, history } = updated(
    recorded({ T: {} }),
    recorded({ T: {}, Bad: stream({ ShardCount: 0 }) }),
    { DisableRollback: true },
  );
  assert.is(
    history.at(-1),
    'stack UPDATE_FAILED The following resource(s) failed to create: [Bad].',
  );
  cloud.call('UpdateStack', {
    StackName: 'one',
    TemplateBody: recorded({ T: {}, Bad: stream({ ShardCount: 1 }) }),
  });
  cloud.wait(60);
  assert.is(cloud.stack('one').StackStatus, 'UPDATE_COMPLETE');
});

test('The parts of a failed update that can not be evaluated are failed resources', () => {
  const body = (name: object | string) =>
    JSON.stringify({
      Resources: {
        A: { Type: 'AWS::SNS::Topic', Properties: { TopicName: 'a' } },
        B: { Type: 'AWS::SNS::Topic', Properties: { P: name } },
      },
    });
  const beyond = { 'Fn::Select': [9, { 'Fn::Split': [':', { 'Fn::GetAtt': ['A', 'Arn'] }] }] };
  const { history } = updated(body('x'), body(beyond));
  assert.equal(history.slice(1, 3), [
    'B UPDATE_FAILED Template error: Fn::Select cannot select nonexistent value at index 9',
    'stack UPDATE_ROLLBACK_IN_PROGRESS The following resource(s) failed to update: [B].',
  ]);
});

test('What an update made with a Retain policy stays when the update is rolled back, unless told', () => {
  const before = recorded({ T: {} });
  const after = recorded({
    T: {},
    Kept: { DeletionPolicy: 'Retain' },
    Gone: { DeletionPolicy: 'RetainExceptOnCreate' },
    Bad: { ...stream({ ShardCount: 0 }), DependsOn: ['Kept', 'Gone'] },
  });
  const { history } = updated(before, after);
  assert.ok(history.includes('Kept DELETE_SKIPPED'), history.join('\n'));
  assert.ok(history.includes('Gone DELETE_COMPLETE'));
  const told = updated(before, after, { RetainExceptOnCreate: true });
  assert.ok(told.history.includes('Kept DELETE_COMPLETE'));
});

test.run();
