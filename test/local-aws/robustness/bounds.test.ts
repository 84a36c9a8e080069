import type { GetMetricStatisticsOutput, ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../../local-aws/clock.ts';
import { Partition } from '../../../local-aws/partition.ts';
import { loadServices } from '../../../local-aws/services.ts';
import { StorageBudget } from '../../../local-aws/storage-budget.ts';

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
  const call = <Output extends object>(operation: string, input: object = {}, caller = CALLER) => {
    const service = services.find(({ actions }) => actions[operation] !== undefined);
    if (service === undefined) throw new Error(`there is no ${operation}`);
    return partition.perform(service, operation, input, caller) as Output;
  };
  return { partition, metricStorage, call, pass: (s: number) => partition.clock.advance(s) };
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

test.run();
