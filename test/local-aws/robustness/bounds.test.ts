import { setImmediate as soon } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { DescribeStackEventsOutput, StackEvent } from '@aws-sdk/client-cloudformation';
import type { GetMetricStatisticsOutput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import {
  CreateStreamCommand,
  KinesisClient,
  type ListStreamsOutput,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../../local-aws/clock.ts';
import { AwsError } from '../../../local-aws/errors.ts';
import { LiveHeap } from '../../../local-aws/live-heap.ts';
import { Partition } from '../../../local-aws/partition.ts';
import { loadServices } from '../../../local-aws/services.ts';
import { StorageBudget } from '../../../local-aws/storage-budget.ts';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';

const START_MS = Date.parse('2026-06-01T12:00:30Z');
const KIB = 1024;
const services = await loadServices();
const CALLER = {
  account: '123456789012',
  region: 'us-east-1',
  requestId: 'request',
  accessKeyId: 'test',
};

/** A cloud whose bounds are small, on a clock that stands still until it is told to pass time. */
function smallCloud(bytes: { services?: number; clients?: number } = {}) {
  const metricStorage = {
    services: new StorageBudget(bytes.services),
    clients: new StorageBudget(bytes.clients),
  };
  const partition = new Partition(new Clock(() => START_MS), { metricStorage });
  return { ...cloudOf(partition), metricStorage };
}

function cloudOf(partition: Partition) {
  const call = <Output extends object>(operation: string, input: object = {}, caller = CALLER) => {
    const service = services.find(({ actions }) => actions[operation] !== undefined);
    if (service === undefined) throw new Error(`there is no ${operation}`);
    return partition.perform(service, operation, input, caller) as Output;
  };
  return { partition, call, pass: (s: number) => partition.clock.advance(s) };
}

type SmallCloud = ReturnType<typeof smallCloud>;

function putMetric({ call }: SmallCloud, metricNames: readonly string[], more = {}) {
  const MetricData = metricNames.map((MetricName) => ({ MetricName, Value: 1, ...more }));
  call('PutMetricData', { Namespace: 'Shop', MetricData });
}

function namesOf({ call }: SmallCloud, Namespace: string): (string | undefined)[] {
  const { Metrics = [] } = call<ListMetricsOutput>('ListMetrics', { Namespace });
  return Metrics.map(({ MetricName }) => MetricName);
}

const names = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

test('Beyond their bound the metrics of clients that came first are dropped, and counted', () => {
  const cloud = smallCloud({ clients: 4_000 * KIB });
  const { clients } = cloud.metricStorage;
  putMetric(cloud, names(1000, 'first-'));
  assert.is(clients.dropped, 0);
  for (let turn = 0; turn < 20; turn += 1) putMetric(cloud, names(1000, `turn-${turn}-`));
  putMetric(cloud, ['last']);
  assert.ok(clients.claimedBytes <= clients.limitBytes);
  assert.ok(clients.dropped >= 10_000);
  const { Datapoints } = cloud.call<GetMetricStatisticsOutput>('GetMetricStatistics', {
    Namespace: 'Shop',
    MetricName: 'last',
    StartTime: new Date(START_MS - 60_000),
    EndTime: new Date(START_MS + 60_000),
    Period: 60,
    Statistics: ['Sum'],
  });
  assert.is(Datapoints?.[0]?.Sum, 1);
  assert.not(namesOf(cloud, 'Shop').includes('first-0'), 'a metric without data is none');
  assert.is(cloud.metricStorage.services.claimedBytes, 0);
});

test('Samples count towards the bound, and all is given back with the last datapoint', () => {
  const cloud = smallCloud({ clients: 1_000 * KIB });
  const { clients } = cloud.metricStorage;
  putMetric(cloud, ['latency']);
  const before = clients.claimedBytes;
  for (let turn = 0; turn < 30; turn += 1) {
    const Values = Array.from({ length: 100 }, (_, index) => turn * 100 + index);
    putMetric(cloud, ['latency'], { Value: undefined, Values });
  }
  assert.ok(clients.claimedBytes > before + 3000 * 50);
  for (let turn = 30; turn < 400; turn += 1) {
    const Values = Array.from({ length: 100 }, (_, index) => turn * 100 + index);
    putMetric(cloud, ['latency'], { Value: undefined, Values });
    assert.ok(clients.claimedBytes <= clients.limitBytes);
  }
  cloud.partition.reset();
  assert.is(clients.claimedBytes, 0);
});

test('What clients put never takes the room of what Kinesis publishes', () => {
  const cloud = smallCloud({ services: 1_000 * KIB, clients: 1_000 * KIB });
  cloud.call('CreateStream', { StreamName: 'clicks', ShardCount: 1 });
  cloud.pass(5);
  const Data = Buffer.from('x');
  cloud.call('PutRecord', { StreamName: 'clicks', PartitionKey: 'k', Data });
  const published = namesOf(cloud, 'AWS/Kinesis');
  for (let turn = 0; turn < 5; turn += 1) putMetric(cloud, names(1000, `turn-${turn}-`));
  assert.ok(cloud.metricStorage.clients.dropped > 0);
  assert.equal(namesOf(cloud, 'AWS/Kinesis'), published);
  for (let minute = 0; minute < 1500; minute += 1) {
    cloud.pass(60);
    cloud.call('PutRecord', { StreamName: 'clicks', PartitionKey: 'k', Data });
  }
  const { services: own } = cloud.metricStorage;
  assert.ok(own.dropped > 0 && own.claimedBytes <= own.limitBytes);
  assert.equal(namesOf(cloud, 'AWS/Kinesis'), published, 'the handles of a stream stay good');
});

/** The error that a call is refused with. */
function refusal(run: () => unknown): AwsError {
  try {
    run();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('expected a refusal, but the call was answered');
}

const TEMPLATE = JSON.stringify({ Resources: { Topic: { Type: 'AWS::SNS::Topic' } } });

test('An account has room for as many stacks in a region as on AWS', () => {
  const { call, partition } = smallCloud();
  for (const StackName of names(2000, 's'))
    call('CreateStack', { StackName, TemplateBody: TEMPLATE });
  const more = { StackName: 'more', TemplateBody: TEMPLATE };
  const change = { ...more, ChangeSetName: 'c', ChangeSetType: 'CREATE' };
  for (const refused of [
    refusal(() => call('CreateStack', more)),
    refusal(() => call('CreateChangeSet', change)),
  ]) {
    assert.is(refused.code, 'LimitExceededException');
    assert.is(refused.message, 'Limit for stack has been exceeded');
  }
  partition.clock.advance(60);
  call('DeleteStack', { StackName: 's0' });
  partition.clock.advance(60);
  call('CreateStack', more);
});

test('The hundred stacks that were deleted last can still be described', () => {
  const { call, pass } = smallCloud();
  const stackIds = names(103, 's').map((StackName) => {
    const created = { StackName, TemplateBody: TEMPLATE };
    const { StackId } = call<{ StackId: string }>('CreateStack', created);
    pass(30);
    if (StackName !== 's0') call('DeleteStack', { StackName });
    pass(30);
    return StackId;
  });
  call('DeleteStack', { StackName: 's0' });
  pass(30);
  call('CreateStack', { StackName: 'next', TemplateBody: TEMPLATE });
  const isRemembered = (StackName = '') => {
    try {
      call('DescribeStacks', { StackName });
      return true;
    } catch {
      return false;
    }
  };
  const gone = stackIds.filter((stackId) => !isRemembered(stackId));
  assert.equal(gone, stackIds.slice(1, 4));
});

test('The events of a stack that came first go when there are more than five thousand', () => {
  const { call, pass } = smallCloud();
  const template = (text: string) =>
    JSON.stringify({
      Resources: Object.fromEntries(
        names(450, 'Topic').map((name) => [
          name,
          { Type: 'AWS::SNS::Topic', Properties: { DisplayName: text } },
        ]),
      ),
    });
  call('CreateStack', { StackName: 's', TemplateBody: template('0') });
  for (let update = 1; update < 6; update += 1) {
    pass(10_000);
    call('UpdateStack', { StackName: 's', TemplateBody: template(String(update)) });
  }
  pass(10_000);
  let count = 0;
  let oldest: StackEvent | undefined;
  let NextToken: string | undefined;
  do {
    const answer = call<DescribeStackEventsOutput>('DescribeStackEvents', {
      StackName: 's',
      NextToken,
    });
    count += answer.StackEvents?.length ?? 0;
    oldest = answer.StackEvents?.at(-1);
    NextToken = answer.NextToken;
  } while (NextToken !== undefined);
  assert.is(count, 5000);
  assert.match(oldest?.LogicalResourceId ?? '', /^Topic/, 'the first event was the stack’s own');
});

test('A stack has room for a thousand change sets', () => {
  const { call } = smallCloud();
  const change = { StackName: 's', ChangeSetType: 'CREATE', TemplateBody: TEMPLATE };
  for (const ChangeSetName of names(1000, 'c'))
    call('CreateChangeSet', { ...change, ChangeSetName });
  const { code, message } = refusal(() =>
    call('CreateChangeSet', { ...change, ChangeSetName: 'd' }),
  );
  assert.is(code, 'LimitExceededException');
  assert.is(message, 'The quota for the resource has already been reached.');
  call('DeleteChangeSet', { StackName: 's', ChangeSetName: 'c7' });
  call('CreateChangeSet', { ...change, ChangeSetName: 'd' });
});

test('An account has room for as many alarms in a region as on AWS', () => {
  const { call } = smallCloud();
  const alarm = {
    Namespace: 'AWS/Kinesis',
    MetricName: 'IncomingRecords',
    Statistic: 'Sum',
    Period: 60,
    EvaluationPeriods: 1,
    Threshold: 1,
    ComparisonOperator: 'GreaterThanThreshold',
  };
  for (const AlarmName of names(5000, 'a')) call('PutMetricAlarm', { ...alarm, AlarmName });
  const { code, message } = refusal(() => call('PutMetricAlarm', { ...alarm, AlarmName: 'b' }));
  assert.is(code, 'LimitExceededFault');
  assert.is(message, 'The quota for alarms for this customer has already been reached.');
  call('PutMetricAlarm', { ...alarm, AlarmName: 'a7', Threshold: 2 });
});

test('An account has room for 5,000 dashboards, and those that are there can be replaced', () => {
  const { call } = smallCloud();
  const DashboardBody = '{"widgets":[]}';
  for (const DashboardName of names(5000, 'd'))
    call('PutDashboard', { DashboardName, DashboardBody });
  const put = (DashboardName: string) => call('PutDashboard', { DashboardName, DashboardBody });
  const { code, message } = refusal(() => put('e'));
  assert.is(code, 'LimitExceededException');
  assert.is(message, 'A local AWS has room for 5000 dashboards in an account');
  put('d7');
  call('DeleteDashboards', { DashboardNames: ['d7'] });
  put('e');
});

test('There is room for a thousand accounts and regions', () => {
  const { call, partition } = smallCloud();
  const list = (region: string) => call('ListStreams', {}, { ...CALLER, region });
  for (const region of names(1000, 'region-')) list(region);
  const { code, message } = refusal(() => list('one-more'));
  assert.is(code, 'LimitExceededException');
  assert.is(
    message,
    'The local AWS has no room for more than 1000 accounts and regions. POST /_local/reset',
  );
  list('region-7');
  partition.reset();
  list('one-more');
});

/** Lets V8 go through its whole heap, until whoever watches it knows. */
async function collectGarbage(isKnown: () => boolean): Promise<void> {
  setFlagsFromString('--expose-gc');
  while (!isKnown()) {
    runInNewContext('gc')();
    await soon();
  }
}

test('When the heap is full, what would take more is refused, and the rest goes on', async () => {
  const heap = new LiveHeap(1024 ** 2);
  const partition = new Partition(new Clock(() => START_MS), { heap });
  const { call, pass } = cloudOf(partition);
  call('CreateStream', { StreamName: 'first', ShardCount: 1 });
  pass(5);
  heap.watch();
  await collectGarbage(() => heap.isFull);
  heap.unwatch();
  const { code, message } = refusal(() => call('CreateStream', { StreamName: 's', ShardCount: 1 }));
  assert.is(code, 'LimitExceededException');
  assert.is(
    message,
    'The local AWS has no room for more: it holds 1 MiB. Delete something, or POST /_local/reset',
  );
  call('PutRecord', { StreamName: 'first', PartitionKey: 'k', Data: Buffer.from('x') });
  assert.equal(call<ListStreamsOutput>('ListStreams').StreamNames, ['first']);
  call('DeleteStream', { StreamName: 'first' });
  call('CreateStream', { StreamName: 's', ShardCount: 1 });
});

test('A local AWS watches its heap, and tells of it', () =>
  withLocalAws(
    async (aws) => {
      await collectGarbage(() => aws.partition.heap?.isFull === true);
      const health = (await (await fetch(`${aws.url}/_local/health`)).json()) as {
        heap: { bytes: number; limitBytes: number };
      };
      assert.is(health.heap.limitBytes, 1024 ** 2);
      assert.ok(health.heap.bytes > 1024 ** 2);
      const kinesis = new KinesisClient({ ...clientOptions(aws), maxAttempts: 1 });
      const create = new CreateStreamCommand({ StreamName: 's', ShardCount: 1 });
      const error = await kinesis.send(create).catch((refused: Error) => refused);
      kinesis.destroy();
      assert.is((error as Error).name, 'LimitExceededException');
    },
    { heapBytes: 1024 ** 2 },
  ));

test.run();
