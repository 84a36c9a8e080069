import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import {
  CloudWatchClient,
  DashboardNotFoundError,
  GetDashboardCommand,
  PutDashboardCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
  PutRecordsInput$,
  PutRecordsOutput$,
} from '@aws-sdk/client-kinesis';
import { AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols';
import { CborCodec } from '@smithy/core/cbor';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../../local-aws/server.ts';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';
import { hasProgram, optional } from '../../support/optional.ts';

const run = promisify(execFile);
const script = fileURLToPath(new URL('every-call.py', import.meta.url));
const boto3 = {
  what: 'Python with boto3 1.43 or newer',
  there: hasProgram(
    'python3',
    '-c',
    'import boto3, botocore.model; botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS; assert tuple(map(int, boto3.__version__.split(".")[:2])) >= (1, 43)',
  ),
};
const awsCli = { what: 'an AWS CLI', there: hasProgram('aws') };
const StreamName = 'hot';

for (const protocol of ['json', 'query', 'smithy-rpc-v2-cbor']) {
  const title = `boto3 uses all four services, CloudWatch in ${protocol}, compressed where it is long`;
  optional(test, boto3, title, () =>
    withLocalAws(async (aws) => {
      const { stdout } = await run('python3', [script, aws.url, protocol]);
      const noon = '2026-06-01 12:00:00+00:00';
      const notFound = 'ResourceNotFoundException';
      const pattern = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+';
      assert.equal(JSON.parse(stdout), {
        kinesis: {
          failed: 0,
          same: true,
          keys: true,
          arrival: '2026-06-01 12:01:30+00:00',
          missing: [notFound, notFound, 'Stream cold under account 123456789012 not found.'],
          invalid: [
            'ValidationException',
            'ValidationException',
            `1 validation error detected: Value 'no such name!' at 'streamName' failed to satisfy constraint: ${pattern}`,
          ],
        },
        cloudwatch: {
          protocol,
          statistics: [[1.5, 'None', noon]],
          data: ['e1', [3], [noon]],
          listed: 500,
          body: '{"widgets":[]}',
          alarm: [1.5, 'INSUFFICIENT_DATA', true],
          missing: ['ResourceNotFound', 'ResourceNotFound', 'Dashboard e does not exist'],
          invalid: [
            'InvalidParameterValueException',
            'InvalidParameterValue',
            'The value NaN for parameter MetricData.member.1.Value is invalid.',
          ],
          image: '89504e47',
        },
        cloudformation: {
          status: 'CREATE_COMPLETE',
          outputs: [
            { OutputKey: 'Arn', OutputValue: 'arn:aws:kinesis:us-east-1:123456789012:stream/warm' },
          ],
          description: 'a & "b" <c> é ✓',
          template: true,
          first: 'CREATE_IN_PROGRESS',
          again: ['AlreadyExistsException', 'AlreadyExistsException', 'Stack [s] already exists'],
          missing: ['ClientError', 'ValidationError', 'Stack with id none does not exist'],
          invalid: [
            'ClientError',
            'ValidationError',
            'Template format error: Any Resources member must be an object.',
          ],
        },
        sts: ['123456789012', 'arn:aws:iam::123456789012:user/local'],
      });
    }),
  );
}

optional(test, awsCli, 'The AWS CLI reads and writes with all four services', () =>
  withLocalAws(async (aws) => {
    const cli = async (...args: string[]) => {
      const { stdout } = await run(
        'aws',
        [...args, '--endpoint-url', aws.url, '--output', 'json'],
        {
          env: {
            ...process.env,
            AWS_ACCESS_KEY_ID: '210987654321',
            AWS_SECRET_ACCESS_KEY: 'test',
            AWS_DEFAULT_REGION: 'eu-west-1',
            AWS_PAGER: '',
          },
        },
      );
      return stdout === '' ? undefined : JSON.parse(stdout);
    };
    await cli('kinesis', 'create-stream', '--stream-name', StreamName, '--shard-count', '1');
    aws.partition.clock.advance(60);
    const [identity, described, metrics, refused] = await Promise.all([
      cli('sts', 'get-caller-identity'),
      cli('kinesis', 'describe-stream-summary', '--stream-name', StreamName),
      cli(
        'cloudwatch',
        'put-metric-data',
        '--namespace',
        'Shop',
        '--metric-name',
        'm',
        '--value',
        '1',
      ).then(() => cli('cloudwatch', 'list-metrics', '--namespace', 'Shop')),
      cli('cloudformation', 'describe-stacks', '--stack-name', 'none').catch(
        (error: { stderr: string }) => error.stderr.trim(),
      ),
    ]);
    assert.is(identity.Account, '210987654321');
    assert.is(
      described.StreamDescriptionSummary.StreamARN,
      'arn:aws:kinesis:eu-west-1:210987654321:stream/hot',
    );
    assert.is(described.StreamDescriptionSummary.StreamStatus, 'ACTIVE');
    assert.equal(metrics, { Metrics: [{ Namespace: 'Shop', MetricName: 'm', Dimensions: [] }] });
    assert.match(
      refused,
      /\(ValidationError\) when calling the DescribeStacks operation: Stack with id none does not exist$/,
    );
  }),
);

const transports = [
  ['HTTP/2', {}],
  ['HTTP/1.1', { requestHandler: new NodeHttpHandler() }],
] as const;

for (const [version, options] of transports) {
  test(`The SDK for JavaScript sends large and many requests at once over ${version}`, () =>
    withKinesis(
      (aws) => new KinesisClient({ ...clientOptions(aws), ...options, maxAttempts: 1 }),
      async (aws, client) => {
        const Data = new Uint8Array(1024 * 1024 - 10).fill(7);
        const Records = Array.from({ length: 9 }, (_, n) => ({ Data, PartitionKey: `k${n}` }));
        const put = await client.send(new PutRecordsCommand({ StreamName, Records }));
        assert.is(put.Records?.length, 9);
        assert.is(put.Records?.[0]?.ShardId, 'shardId-000000000000');
        aws.partition.clock.advance(1);
        const recordCounts = Array.from({ length: 200 }, (_, n) => 1 + (n % 3));
        const answers = await Promise.all(
          recordCounts.map((count) => {
            aws.partition.clock.advance(1);
            const few = Array.from({ length: count }, () => ({
              Data: new Uint8Array([count]),
              PartitionKey: 'k',
            }));
            return client.send(new PutRecordsCommand({ StreamName, Records: few }));
          }),
        );
        assert.equal(
          answers.map(({ Records: results }) => results?.length),
          recordCounts,
        );
        const { ShardIterator } = await client.send(
          new GetShardIteratorCommand({
            StreamName,
            ShardId: 'shardId-000000000000',
            ShardIteratorType: 'TRIM_HORIZON',
          }),
        );
        const read = await client.send(new GetRecordsCommand({ ShardIterator, Limit: 1 }));
        assert.equal(read.Records?.[0]?.Data, Data);
      },
    ));
}

async function withKinesis(
  make: (aws: LocalAws) => KinesisClient,
  use: (aws: LocalAws, client: KinesisClient) => Promise<void>,
): Promise<void> {
  await withLocalAws(async (aws) => {
    const client = make(aws);
    try {
      await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
      aws.partition.clock.advance(60);
      await use(aws, client);
    } finally {
      client.destroy();
    }
  });
}

test('Kinesis takes its older CBOR, as Java clients write it', () =>
  withKinesis(
    (aws) => new KinesisClient(clientOptions(aws)),
    async (aws, client) => {
      const codec = new CborCodec();
      const writer = codec.createSerializer();
      const ask = async (operation: string, body: Uint8Array) => {
        const response = await fetch(aws.url, {
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-cbor-1.1',
            'x-amz-target': `Kinesis_20131202.${operation}`,
          },
          body,
        });
        assert.is(response.headers.get('content-type'), 'application/x-amz-cbor-1.1');
        return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
      };
      const Records = [{ Data: new Uint8Array([0, 255]), PartitionKey: 'é' }];
      writer.write(PutRecordsInput$, { StreamName, Records });
      const { status, body } = await ask('PutRecords', writer.flush());
      assert.is(status, 200);
      const put = codec.createDeserializer().read(PutRecordsOutput$, body);
      assert.is(put.FailedRecordCount, 0);
      assert.is(put.Records[0].ShardId, 'shardId-000000000000');
      writer.write(PutRecordsInput$, { StreamName: 'cold', Records });
      assert.is((await ask('PutRecords', writer.flush())).status, 400);
      const summary = await client.send(new DescribeStreamSummaryCommand({ StreamName }));
      assert.is(summary.StreamDescriptionSummary?.OpenShardCount, 1);
    },
  ));

test('CloudWatch takes Smithy RPC v2 CBOR from the SDK for JavaScript', () =>
  withLocalAws(async (aws) => {
    const client = new CloudWatchClient({
      ...clientOptions(aws),
      protocol: new AwsSmithyRpcV2CborProtocol({
        defaultNamespace: 'com.amazonaws.cloudwatch',
        errorTypeRegistries: [],
      }),
    });
    try {
      const DashboardBody = '{"widgets":[]}';
      await client.send(new PutDashboardCommand({ DashboardName: 'd', DashboardBody }));
      const read = await client.send(new GetDashboardCommand({ DashboardName: 'd' }));
      assert.is(read.DashboardBody, DashboardBody);
      const error = await client.send(new GetDashboardCommand({ DashboardName: 'e' })).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      assert.ok(error instanceof Error);
      assert.is(error.message, 'Dashboard e does not exist');
      assert.instance(error, DashboardNotFoundError);
    } finally {
      client.destroy();
    }
  }));

test.run();
