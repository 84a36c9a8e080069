import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, RECORDED, recorded } from './support.ts';

const TOPIC = recorded({ Topic: { Properties: { TopicName: 'news' } } });

test('A stack is created with the events that AWS shows, and nothing happens before its time', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', TOPIC);
  assert.match(id, /^arn:aws:cloudformation:us-east-1:123456789012:stack\/one\/[0-9a-f-]{36}$/);
  assert.equal(cloud.history('one'), ['stack CREATE_IN_PROGRESS User Initiated']);
  cloud.wait(1);
  assert.is(cloud.stack('one').StackStatus, 'CREATE_IN_PROGRESS');
  cloud.wait(1);
  assert.equal(cloud.history('one'), [
    'stack CREATE_IN_PROGRESS User Initiated',
    'Topic CREATE_IN_PROGRESS',
    'Topic CREATE_IN_PROGRESS Resource creation Initiated',
    `Topic CREATE_COMPLETE ${RECORDED}`,
    'stack CREATE_COMPLETE',
  ]);
  const [newest] = cloud.events('one');
  assert.is(newest?.ResourceStatus, 'CREATE_COMPLETE');
  assert.is(newest?.PhysicalResourceId, id);
});

test('DescribeStacks shows a stack as AWS does', () => {
  const cloud = new Cloud();
  const body = JSON.stringify({ Description: 'news', ...JSON.parse(TOPIC) });
  const StackId = cloud.create('one', body, {
    Tags: [{ Key: 'a', Value: 'b' }],
    Capabilities: ['CAPABILITY_IAM'],
  });
  cloud.wait(5);
  assert.equal(cloud.stack('one'), {
    StackId,
    StackName: 'one',
    Description: 'news',
    CreationTime: new Date('2026-11-02T09:00:00Z'),
    RollbackConfiguration: {},
    StackStatus: 'CREATE_COMPLETE',
    DisableRollback: false,
    NotificationARNs: [],
    Capabilities: ['CAPABILITY_IAM'],
    Tags: [{ Key: 'a', Value: 'b' }],
    EnableTerminationProtection: false,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  });
});

test('Resources are made after what they depend on and side by side otherwise, and deleted backwards', () => {
  const cloud = new Cloud();
  const body = recorded({
    Last: { Properties: { P: { 'Fn::GetAtt': ['Middle', 'Arn'] } } },
    Middle: { DependsOn: 'First' },
    First: {},
    Aside: {},
  });
  cloud.create('one', body);
  cloud.wait(60);
  const made = cloud.history('one').filter((line) => line.includes('CREATE_COMPLETE'));
  assert.equal(
    made.map((line) => line.split(' ')[0]),
    ['First', 'Aside', 'Middle', 'Last', 'stack'],
  );
  assert.is(cloud.stack('one').StackStatus, 'CREATE_COMPLETE');
  const id = cloud.stack('one').StackId ?? '';
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(60);
  const gone = cloud.history(id).filter((line) => line.includes('DELETE_COMPLETE'));
  assert.equal(
    gone.map((line) => line.split(' ')[0]),
    ['Aside', 'Last', 'Middle', 'First', 'stack'],
  );
});

test('A name is taken until its stack is deleted', () => {
  const cloud = new Cloud();
  const first = cloud.create('one', TOPIC);
  cloud.refuses(
    'CreateStack',
    { StackName: 'one', TemplateBody: TOPIC },
    'AlreadyExistsException',
    'Stack [one] already exists',
  );
  cloud.wait(10);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(10);
  assert.is.not(cloud.create('one', TOPIC), first);
});

test('A deleted stack is found by its id and listed, but no longer by its name', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', TOPIC);
  cloud.wait(10);
  cloud.call('DeleteStack', { StackName: 'one' });
  assert.is(cloud.stack('one').StackStatus, 'DELETE_IN_PROGRESS');
  cloud.wait(10);
  cloud.refuses(
    'DescribeStacks',
    { StackName: 'one' },
    'ValidationError',
    'Stack with id one does not exist',
  );
  cloud.refuses(
    'DescribeStackEvents',
    { StackName: 'one' },
    'ValidationError',
    'Stack [one] does not exist',
  );
  assert.is(cloud.stack(id).StackStatus, 'DELETE_COMPLETE');
  assert.equal(cloud.stack(id).DeletionTime, new Date('2026-11-02T09:00:10Z'));
  assert.equal(cloud.call('DescribeStacks', {}), { Stacks: [] });
  const { StackSummaries } = cloud.call<{ StackSummaries: { StackId: string }[] }>('ListStacks', {
    StackStatusFilter: ['DELETE_COMPLETE'],
  });
  assert.equal(
    StackSummaries.map(({ StackId }) => StackId),
    [id],
  );
  assert.equal(cloud.call('ListStacks', { StackStatusFilter: ['CREATE_COMPLETE'] }), {
    StackSummaries: [],
  });
});

test('Deleting a stack that is not there succeeds', () => {
  assert.equal(new Cloud().call('DeleteStack', { StackName: 'nothing' }), {});
});

test('A protected stack can not be deleted until it is unprotected', () => {
  const cloud = new Cloud();
  cloud.create('one', TOPIC, { EnableTerminationProtection: true });
  cloud.wait(10);
  cloud.refuses(
    'DeleteStack',
    { StackName: 'one' },
    'ValidationError',
    'Stack [one] cannot be deleted while TerminationProtection is enabled',
  );
  cloud.call('UpdateTerminationProtection', {
    StackName: 'one',
    EnableTerminationProtection: false,
  });
  cloud.call('DeleteStack', { StackName: 'one' });
  assert.is(cloud.stack('one').StackStatus, 'DELETE_IN_PROGRESS');
});

test('A retained resource is left where it is, and its event says so', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', recorded({ Kept: { DeletionPolicy: 'Retain' }, Gone: {} }));
  cloud.wait(10);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(10);
  assert.equal(cloud.history(id).slice(-5), [
    'stack DELETE_IN_PROGRESS User Initiated',
    'Kept DELETE_SKIPPED',
    'Gone DELETE_IN_PROGRESS',
    'Gone DELETE_COMPLETE',
    'stack DELETE_COMPLETE',
  ]);
});

test('A creation is cut short by a deletion', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', recorded({ A: {}, B: { DependsOn: 'A' } }));
  cloud.wait(1);
  cloud.call('DeleteStack', { StackName: 'one' });
  cloud.wait(60);
  assert.equal(cloud.history(id).slice(3), [
    'A CREATE_FAILED Resource creation cancelled',
    'stack DELETE_IN_PROGRESS User Initiated',
    'A DELETE_IN_PROGRESS',
    'A DELETE_COMPLETE',
    'stack DELETE_COMPLETE',
  ]);
});

test('A stack can not be deleted while it is updated', () => {
  const cloud = new Cloud();
  const id = cloud.create('one', TOPIC);
  cloud.wait(10);
  cloud.call('UpdateStack', { StackName: 'one', TemplateBody: recorded({ Other: {} }) });
  cloud.refuses(
    'DeleteStack',
    { StackName: 'one' },
    'ValidationError',
    `Stack [${id}] cannot be deleted while in status UPDATE_IN_PROGRESS`,
  );
});

test('A request that is repeated with its token does nothing, another operation can not have the token', () => {
  const cloud = new Cloud();
  const more = { ClientRequestToken: 'token-1' };
  const id = cloud.create('one', TOPIC, more);
  cloud.wait(10);
  assert.is(cloud.create('one', TOPIC, more), id);
  assert.is(cloud.events('one').length, 5);
  assert.ok(
    cloud.events('one').every(({ ClientRequestToken }) => ClientRequestToken === 'token-1'),
  );
  cloud.refuses(
    'DeleteStack',
    { StackName: 'one', ...more },
    'TokenAlreadyExistsException',
    'The client request token token-1 has already been used for this stack. Retry the request with a different client request token',
  );
});

test('Events and stacks come in pages', () => {
  const cloud = new Cloud();
  cloud.create(
    'one',
    recorded(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`T${index}`, {}]))),
  );
  cloud.wait(60);
  const pages: number[] = [];
  const ids = new Set<string>();
  let NextToken: string | undefined;
  do {
    const page = cloud.call<{ StackEvents: { EventId: string }[]; NextToken?: string }>(
      'DescribeStackEvents',
      {
        StackName: 'one',
        ...(NextToken === undefined ? {} : { NextToken }),
      },
    );
    pages.push(page.StackEvents.length);
    for (const { EventId } of page.StackEvents) ids.add(EventId);
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.equal(pages, [100, 82]);
  assert.is(ids.size, 182);
  cloud.refuses(
    'DescribeStackEvents',
    { StackName: 'one', NextToken: 'x' },
    'ValidationError',
    'Invalid NextToken: x',
  );
});

test('The template comes back as it was sent', () => {
  const cloud = new Cloud();
  const body = 'Resources: {Topic: {Type: AWS::SNS::Topic}} # a comment\n';
  cloud.create('one', body);
  assert.equal(cloud.call('GetTemplate', { StackName: 'one' }), {
    TemplateBody: body,
    StagesAvailable: ['Original', 'Processed'],
  });
});

test('IAM resources need a capability, named ones the stronger one', () => {
  const cloud = new Cloud();
  const role = (Properties: object) =>
    JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties } } });
  const refused = (TemplateBody: string, Capabilities: string[], message: string) =>
    cloud.refuses(
      'CreateStack',
      { StackName: 'one', TemplateBody, Capabilities },
      'InsufficientCapabilitiesException',
      message,
    );
  refused(role({}), [], 'Requires capabilities : [CAPABILITY_IAM]');
  refused(
    role({ RoleName: 'r' }),
    ['CAPABILITY_IAM'],
    'Requires capabilities : [CAPABILITY_NAMED_IAM]',
  );
  cloud.create('one', role({}), { Capabilities: ['CAPABILITY_NAMED_IAM'] });
});

test('Names and templates that break rules get every failed constraint', () => {
  const cloud = new Cloud();
  cloud.refuses(
    'CreateStack',
    { StackName: '1x', TemplateBody: TOPIC, OnFailure: 'EXPLODE' },
    'ValidationError',
    "2 validation errors detected: Value '1x' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*; " +
      "Value 'EXPLODE' at 'onFailure' failed to satisfy constraint: Member must satisfy enum value set: [DO_NOTHING, ROLLBACK, DELETE]",
  );
  const body = 'é'.repeat(26_000);
  cloud.refuses(
    'ValidateTemplate',
    { TemplateBody: body },
    'ValidationError',
    `1 validation error detected: Value '${body}' at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200`,
  );
  cloud.refuses(
    'CreateStack',
    { StackName: 'one' },
    'ValidationError',
    'Either Template URL or Template Body must be specified.',
  );
});

test.run();
