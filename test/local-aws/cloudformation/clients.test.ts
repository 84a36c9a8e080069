import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  waitUntilStackCreateComplete,
} from '@aws-sdk/client-cloudformation';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';

const TEMPLATE = `
Parameters:
  Shards: {Type: Number, Default: 4}
Resources:
  Stream:
    Type: AWS::Kinesis::Stream
    Properties: {Name: hot, ShardCount: !Ref Shards}
Outputs:
  Arn: {Value: !GetAtt Stream.Arn}
`;

test('The SDK creates a stack, follows its events and reads its outputs', () =>
  withLocalAws(async (aws) => {
    const client = new CloudFormationClient(clientOptions(aws));
    try {
      const StackName = 'one';
      await client.send(
        new CreateStackCommand({
          StackName,
          TemplateBody: TEMPLATE,
          Tags: [{ Key: 'a', Value: 'b' }],
        }),
      );
      aws.partition.clock.advance(60);
      await waitUntilStackCreateComplete(
        { client, maxWaitTime: 60, minDelay: 1, maxDelay: 1 },
        { StackName },
      );
      const { Stacks } = await client.send(new DescribeStacksCommand({ StackName }));
      assert.equal(Stacks?.[0]?.Outputs, [
        { OutputKey: 'Arn', OutputValue: 'arn:aws:kinesis:us-east-1:123456789012:stream/hot' },
      ]);
      assert.equal(Stacks?.[0]?.Tags, [{ Key: 'a', Value: 'b' }]);
      const { StackEvents } = await client.send(new DescribeStackEventsCommand({ StackName }));
      assert.is(StackEvents?.[0]?.ResourceStatus, 'CREATE_COMPLETE');
      assert.is(StackEvents?.[0]?.PhysicalResourceId, Stacks?.[0]?.StackId);
    } finally {
      client.destroy();
    }
  }));

test('The SDK gets the errors of CloudFormation by their names', () =>
  withLocalAws(async (aws) => {
    const client = new CloudFormationClient(clientOptions(aws));
    const failure = (promise: Promise<unknown>) =>
      promise.then(
        () => 'no error',
        (error: Error) => `${error.name}: ${error.message}`,
      );
    try {
      const StackName = 'one';
      assert.is(
        await failure(client.send(new DescribeStacksCommand({ StackName }))),
        'ValidationError: Stack with id one does not exist',
      );
      await client.send(new CreateStackCommand({ StackName, TemplateBody: TEMPLATE }));
      assert.is(
        await failure(client.send(new CreateStackCommand({ StackName, TemplateBody: TEMPLATE }))),
        'AlreadyExistsException: Stack [one] already exists',
      );
      assert.is(
        await failure(client.send(new DescribeChangeSetCommand({ StackName, ChangeSetName: 'c' }))),
        'ChangeSetNotFoundException: ChangeSet [c] does not exist',
      );
    } finally {
      client.destroy();
    }
  }));

test.run();
