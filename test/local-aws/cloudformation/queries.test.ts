import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Cloud, RECORDED, recorded } from './support.ts';

test('A resource is described alone, with others, and in a list', () => {
  const cloud = new Cloud();
  const id = cloud.create(
    'one',
    recorded({ T: { Properties: { TopicName: 'news' }, Metadata: { a: 1 } }, U: {} }),
  );
  cloud.wait(10);
  const facts = {
    LogicalResourceId: 'T',
    PhysicalResourceId: 'news',
    ResourceType: 'AWS::SNS::Topic',
    ResourceStatus: 'CREATE_COMPLETE',
    ResourceStatusReason: RECORDED,
    DriftInformation: { StackResourceDriftStatus: 'NOT_CHECKED' },
  };
  const when = new Date('2026-11-02T09:00:02Z');
  assert.equal(cloud.call('DescribeStackResource', { StackName: 'one', LogicalResourceId: 'T' }), {
    StackResourceDetail: {
      ...facts,
      StackName: 'one',
      StackId: id,
      LastUpdatedTimestamp: when,
      Metadata: '{"a":1}',
    },
  });
  assert.equal(cloud.call('DescribeStackResources', { StackName: 'one', LogicalResourceId: 'T' }), {
    StackResources: [{ ...facts, StackName: 'one', StackId: id, Timestamp: when }],
  });
  const list = cloud.call<{ StackResourceSummaries: object[] }>('ListStackResources', {
    StackName: id,
  });
  assert.equal(list.StackResourceSummaries[0], { ...facts, LastUpdatedTimestamp: when });
});

test('A stack is found by a resource that it has', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: { Properties: { TopicName: 'news' } } }));
  cloud.wait(10);
  const find = (PhysicalResourceId: string) =>
    cloud.call<{ StackResources: { StackName: string }[] }>('DescribeStackResources', {
      PhysicalResourceId,
    });
  assert.is(find('news').StackResources[0]?.StackName, 'one');
  cloud.refuses(
    'DescribeStackResources',
    { PhysicalResourceId: 'olds' },
    'ValidationError',
    'Stack for olds does not exist',
  );
});

test('What is not there is refused in the words of each operation', () => {
  const cloud = new Cloud();
  const refused = (operation: string, message: string, more: object = {}) =>
    cloud.refuses(operation, { StackName: 'none', ...more }, 'ValidationError', message);
  refused('DescribeStacks', 'Stack with id none does not exist');
  refused('DescribeStackEvents', 'Stack [none] does not exist');
  refused('DescribeStackResources', 'Stack with id none does not exist');
  refused('DescribeStackResource', "Stack 'none' does not exist", { LogicalResourceId: 'T' });
  refused('ListStackResources', 'Stack with id none does not exist');
  refused('GetTemplate', 'Stack with id none does not exist');
  refused('GetTemplateSummary', 'Stack with id none does not exist');
  refused('UpdateTerminationProtection', 'Stack [none] does not exist', {
    EnableTerminationProtection: true,
  });
  cloud.create('one', recorded({ T: {} }));
  cloud.refuses(
    'DescribeStackResource',
    { StackName: 'one', LogicalResourceId: 'X' },
    'ValidationError',
    'Resource X does not exist for stack one',
  );
});

test('A template is validated and summed up without a stack', () => {
  const cloud = new Cloud();
  const TemplateBody = JSON.stringify({
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'two things',
    Metadata: { a: 1 },
    Parameters: {
      P: {
        Type: 'Number',
        Default: 4,
        AllowedValues: [2, 4],
        Description: 'how many',
        NoEcho: 'true',
      },
    },
    Resources: {
      S: { Type: 'AWS::Kinesis::Stream' },
      R: { Type: 'AWS::IAM::Role', Properties: { RoleName: 'r' } },
    },
  });
  const capabilities = {
    Capabilities: ['CAPABILITY_NAMED_IAM'],
    CapabilitiesReason: 'The following resource(s) require capabilities: [AWS::IAM::Role]',
  };
  const parameter = { ParameterKey: 'P', DefaultValue: '4', NoEcho: true, Description: 'how many' };
  assert.equal(cloud.call('ValidateTemplate', { TemplateBody }), {
    Parameters: [parameter],
    Description: 'two things',
    ...capabilities,
  });
  assert.equal(cloud.call('GetTemplateSummary', { TemplateBody }), {
    Parameters: [
      {
        ...parameter,
        ParameterType: 'Number',
        ParameterConstraints: { AllowedValues: ['2', '4'] },
      },
    ],
    Description: 'two things',
    Metadata: '{"a":1}',
    Version: '2010-09-09',
    ...capabilities,
    ResourceTypes: ['AWS::Kinesis::Stream', 'AWS::IAM::Role'],
    ResourceIdentifierSummaries: [
      {
        ResourceType: 'AWS::Kinesis::Stream',
        LogicalResourceIds: ['S'],
        ResourceIdentifiers: ['Name'],
      },
      { ResourceType: 'AWS::IAM::Role', LogicalResourceIds: ['R'] },
    ],
  });
});

test('Stacks of other regions and accounts are not seen', () => {
  const cloud = new Cloud();
  cloud.create('one', recorded({ T: {} }));
  Object.assign(cloud.caller, { region: 'eu-west-1' });
  assert.equal(cloud.call('DescribeStacks', {}), { Stacks: [] });
  cloud.create('one', recorded({ T: {} }));
  cloud.wait(10);
  assert.match(cloud.stack('one').StackId ?? '', /:eu-west-1:/);
});

test('The limits of an account are those that it is held to', () => {
  const cloud = new Cloud();
  assert.equal(cloud.call('DescribeAccountLimits', {}), {
    AccountLimits: [
      { Name: 'StackOutputsLimit', Value: 200 },
      { Name: 'StackLimit', Value: 2000 },
    ],
  });
});

test.run();
