import {
  CloudFormationClient,
  CreateStackCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import { KinesisClient, ListStreamsCommand } from '@aws-sdk/client-kinesis';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../../local-aws/server.ts';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';

const ACCOUNT = '111122223333';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/teachers/looks`;
const session = { RoleArn: ROLE, RoleSessionName: 'ann@school' };

/** A role of another account and region than its callers have. */
async function deployRole(aws: LocalAws): Promise<void> {
  const client = new CloudFormationClient({
    ...clientOptions(aws),
    region: 'eu-west-1',
    credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'x' },
  });
  const Properties = { RoleName: 'looks', Path: '/teachers/', MaxSessionDuration: 7200 };
  const TemplateBody = JSON.stringify({ Resources: { R: { Type: 'AWS::IAM::Role', Properties } } });
  const Capabilities = ['CAPABILITY_NAMED_IAM' as const];
  await client.send(new CreateStackCommand({ StackName: 's', TemplateBody, Capabilities }));
  aws.partition.clock.advance(60);
  client.destroy();
}

const inRole = (use: (aws: LocalAws, sts: STSClient) => Promise<void>) =>
  withLocalAws(async (aws) => {
    await deployRole(aws);
    const sts = new STSClient({ ...clientOptions(aws), maxAttempts: 1 });
    await use(aws, sts).finally(() => sts.destroy());
  });

async function refusalOf(asked: Promise<unknown>) {
  const error = await asked.then(
    () => assert.unreachable('it was not refused'),
    (refused) => refused,
  );
  return [error.$metadata?.httpStatusCode, error.Code ?? error.name, error.message];
}

test('A role that a stack has recorded can be assumed, and leads to its account until it expires', () =>
  inRole(async (aws, sts) => {
    const { Credentials, AssumedRoleUser } = await sts.send(new AssumeRoleCommand(session));
    const {
      AccessKeyId = '',
      SecretAccessKey = '',
      SessionToken = '',
      Expiration,
    } = Credentials ?? {};
    assert.is(AccessKeyId, ACCOUNT);
    assert.is(Expiration?.getTime(), aws.partition.clock.now() + 3_600_000);
    const Arn = `arn:aws:sts::${ACCOUNT}:assumed-role/looks/ann@school`;
    assert.is(AssumedRoleUser?.Arn, Arn);
    assert.match(AssumedRoleUser?.AssumedRoleId ?? '', /^AROA[0-9A-F]{17}:ann@school$/);

    const credentials = {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
    };
    const options = { ...clientOptions(aws), credentials, maxAttempts: 1 };
    const own = new STSClient(options);
    const kinesis = new KinesisClient(options);
    const cloudformation = new CloudFormationClient({ ...options, region: 'eu-west-1' });
    try {
      const identity = await own.send(new GetCallerIdentityCommand({}));
      assert.is(identity.Account, ACCOUNT);
      assert.is(identity.Arn, Arn);
      const { Stacks } = await cloudformation.send(new DescribeStacksCommand({}));
      assert.equal(
        Stacks?.map(({ StackName }) => StackName),
        ['s'],
      );
      aws.partition.clock.advance(3_599);
      await kinesis.send(new ListStreamsCommand({}));
      aws.partition.clock.advance(1);
      const said = 'The security token included in the request is expired';
      assert.equal(await refusalOf(kinesis.send(new ListStreamsCommand({}))), [
        400,
        'ExpiredTokenException',
        said,
      ]);
      const asked = cloudformation.send(new DescribeStacksCommand({}));
      assert.equal(await refusalOf(asked), [403, 'ExpiredToken', said]);
    } finally {
      for (const client of [own, kinesis, cloudformation]) client.destroy();
    }
  }));

test('A role that no stack has recorded is denied, as one that does not trust the caller', () =>
  inRole(async (_, sts) => {
    for (const RoleArn of [
      `arn:aws:iam::${ACCOUNT}:role/looks`,
      'arn:aws:iam::444455556666:role/teachers/looks',
    ]) {
      assert.equal(await refusalOf(sts.send(new AssumeRoleCommand({ ...session, RoleArn }))), [
        403,
        'AccessDenied',
        `User: arn:aws:iam::123456789012:user/local is not authorized to perform: sts:AssumeRole on resource: ${RoleArn}`,
      ]);
    }
  }));

test('What STS does not take is refused by name', () =>
  inRole(async (_, sts) => {
    const refused = (more: object) =>
      refusalOf(sts.send(new AssumeRoleCommand({ ...session, ...more })));
    assert.equal(await refused({ DurationSeconds: 7_201 }), [
      400,
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    ]);
    assert.equal(await refused({ RoleArn: 'arn:aws:iam::1:role/looks' }), [
      400,
      'ValidationError',
      'arn:aws:iam::1:role/looks is invalid',
    ]);
    assert.equal(await refused({ RoleSessionName: 'a b', DurationSeconds: 899 }), [
      400,
      'ValidationError',
      "2 validation errors detected: Value 'a b' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ]);
    assert.equal(await refused({ ExternalId: 'class-of-2026' }), [
      400,
      'ValidationError',
      'Local AWS does not implement ExternalId of AssumeRole',
    ]);
  }));

test.run();
