import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, RECORDED, recorded } from './support.ts';

/** Waits for its resources, then fails. */
const FAILING = { Type: 'AWS::Kinesis::Stream', Properties: { ShardCount: 0 } };
const REASON =
  'Properties validation failed for resource Bad with message:\n#/ShardCount: failed validation constraint for keyword [minimum]';

test('A creation that fails is rolled back, and the stack can then only be deleted', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', recorded({ Good: {}, Bad: { ...FAILING, DependsOn: 'Good' } }));
  cloud.wait(60);
  assert.equal(cloud.history('one'), [
    'stack CREATE_IN_PROGRESS User Initiated',
    'Good CREATE_IN_PROGRESS',
    'Good CREATE_IN_PROGRESS Resource creation Initiated',
    `Good CREATE_COMPLETE ${RECORDED}`,
    'Bad CREATE_IN_PROGRESS',
    `Bad CREATE_FAILED ${REASON}`,
    'stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad]. Rollback requested by user.',
    'Bad DELETE_COMPLETE',
    'Good DELETE_IN_PROGRESS',
    'Good DELETE_COMPLETE',
    'stack ROLLBACK_COMPLETE',
  ]);
  cloud.refuses(
    'UpdateStack',
    { StackName: 'one', TemplateBody: recorded({ Good: {} }) },
    'ValidationError',
    `Stack:${id} is in ROLLBACK_COMPLETE state and can not be updated.`,
  );
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(10);
  assert.equal(cloud.history(id).slice(-2), [
    'stack DELETE_IN_PROGRESS User Initiated',
    'stack DELETE_COMPLETE',
  ]);
});

test('A failure cancels what is under way', () => {
  const cloud = new Cloud();
  const slow = { Type: 'AWS::Kinesis::Stream', Properties: { Name: 'slow' } };
  cloud.create('one', recorded({ Slow: slow, Quick: {}, Bad: { ...FAILING, DependsOn: 'Quick' } }));
  cloud.wait(120);
  const history = cloud.history('one');
  assert.ok(history.includes('Slow CREATE_FAILED Resource creation cancelled'));
  assert.ok(
    history.includes(
      'stack ROLLBACK_IN_PROGRESS The following resource(s) failed to create: [Bad, Slow]. Rollback requested by user.',
    ),
  );
  assert.ok(history.includes('Slow DELETE_COMPLETE'));
  assert.is(history.at(-1), 'stack ROLLBACK_COMPLETE');
});

test('With DO_NOTHING the resources stay, and the stack can be updated', () => {
  for (const more of [{ OnFailure: 'DO_NOTHING' }, { DisableRollback: true }]) {
    const cloud = new Cloud();
    cloud.create('one', recorded({ Good: {}, Bad: { ...FAILING, DependsOn: 'Good' } }), more);
    cloud.wait(60);
    assert.equal(
      cloud.history('one').at(-1),
      'stack CREATE_FAILED The following resource(s) failed to create: [Bad].',
    );
    assert.is(cloud.stack('one').DisableRollback, true);
    cloud.call('UpdateStack', {
      StackName: 'one',
      TemplateBody: recorded({
        Good: {},
        Bad: { DependsOn: 'Good', Type: 'AWS::Kinesis::Stream' },
      }),
    });
    cloud.wait(60);
    assert.is(cloud.stack('one').StackStatus, 'UPDATE_COMPLETE');
  }
});

test('With DELETE the failed stack is gone', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', recorded({ Bad: FAILING }), { OnFailure: 'DELETE' });
  cloud.wait(60);
  assert.equal(cloud.history(id).slice(3), [
    'stack DELETE_IN_PROGRESS The following resource(s) failed to create: [Bad]. Delete requested by user.',
    'Bad DELETE_COMPLETE',
    'stack DELETE_COMPLETE',
  ]);
});

test('OnFailure and DisableRollback exclude each other', () => {
  new Cloud().refuses(
    'CreateStack',
    {
      StackName: 'one',
      TemplateBody: recorded({ A: {} }),
      OnFailure: 'DELETE',
      DisableRollback: true,
    },
    'ValidationError',
    'You can specify either DisableRollback or OnFailure, but not both.',
  );
});

test('What CloudFormation would do itself is refused as a failed resource', () => {
  for (const Type of [
    'AWS::CloudFormation::Stack',
    'AWS::CloudFormation::WaitCondition',
    'Custom::Thing',
  ]) {
    const cloud = new Cloud();
    cloud.create('one', recorded({ R: { Type } }));
    cloud.wait(10);
    assert.ok(
      cloud.history('one').includes(`R CREATE_FAILED local AWS does not implement ${Type}`),
      Type,
    );
  }
});

test('Properties are held to their type, and every broken rule is said', () => {
  const cloud = new Cloud();
  const Properties = { Name: 'a b', ShardCount: 'four', Shards: 4, StreamModeDetails: {} };
  cloud.create(
    'one',
    JSON.stringify({ Resources: { S: { Type: 'AWS::Kinesis::Stream', Properties } } }),
  );
  cloud.wait(10);
  const failed = cloud
    .events('one')
    .find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  assert.is(
    failed?.ResourceStatusReason,
    [
      'Properties validation failed for resource S with message:',
      '#/Name: failed validation constraint for keyword [pattern]',
      '#/ShardCount: expected type: Number, found: String',
      '#: extraneous key [Shards] is not permitted',
      '#/StreamModeDetails: required key [StreamMode] not found',
    ].join('\n'),
  );
});

test.run();
