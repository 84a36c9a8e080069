import type { ListMetricsOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, HOUR, refusal, startCloudWatch } from './support.ts';

function withMetrics() {
  const aws = startCloudWatch();
  const { metrics } = aws.state();
  const shard = (StreamName: string, ShardId: string, metricName = 'IncomingRecords') => ({
    namespace: 'AWS/Kinesis',
    metricName,
    dimensions: { StreamName, ShardId },
  });
  metrics.series(shard('a', 's-0'), 'Count').record(1, HOUR);
  metrics.series(shard('a', 's-1'), 'Count').record(1, HOUR);
  metrics.series(shard('b', 's-0', 'IncomingBytes'), 'Bytes').record(1, HOUR);
  aws.call('PutMetricData', {
    Namespace: 'Shop',
    MetricData: [
      { MetricName: 'Orders', Value: 1, Timestamp: at(0) },
      { MetricName: 'Orders', Value: 1, Timestamp: at(0), Unit: 'Count' },
    ],
  });
  const list = (filter: object = {}) =>
    aws
      .call<ListMetricsOutput>('ListMetrics', filter)
      .Metrics?.map(({ Namespace, MetricName, Dimensions = [] }) =>
        [Namespace, MetricName, ...Dimensions.map(({ Value }) => Value)].join(' '),
      );
  return { ...aws, list };
}

test('metrics are listed by name, each once whatever its units, with its dimensions by name', () => {
  const { list, call } = withMetrics();
  assert.equal(list(), [
    'AWS/Kinesis IncomingBytes s-0 b',
    'AWS/Kinesis IncomingRecords s-0 a',
    'AWS/Kinesis IncomingRecords s-1 a',
    'Shop Orders',
  ]);
  assert.equal(call('ListMetrics', { Namespace: 'Shop' }), {
    Metrics: [{ Namespace: 'Shop', MetricName: 'Orders', Dimensions: [] }],
  });
});

test('a filter on a dimension matches by name, or by name and value, whatever else the metric has', () => {
  const { list } = withMetrics();
  assert.equal(list({ Dimensions: [{ Name: 'StreamName', Value: 'b' }] }), [
    'AWS/Kinesis IncomingBytes s-0 b',
  ]);
  assert.is(list({ Dimensions: [{ Name: 'ShardId' }] })?.length, 3);
  assert.equal(list({ Dimensions: [{ Name: 'Till' }] }), []);
  assert.equal(
    list({ MetricName: 'IncomingRecords', Dimensions: [{ Name: 'ShardId', Value: 's-1' }] }),
    ['AWS/Kinesis IncomingRecords s-1 a'],
  );
  assert.equal(list({ Namespace: 'AWS' }), []);
});

test('a metric is listed for two weeks, and as recently active for three hours', () => {
  const aws = withMetrics();
  aws.passMinutes(3 * 60);
  aws
    .state()
    .metrics.series({ namespace: 'New', metricName: 'M', dimensions: {} })
    .record(1, aws.partition.clock.now());
  assert.is(aws.list()?.length, 5);
  assert.equal(aws.list({ RecentlyActive: 'PT3H' }), ['New M']);
  aws.passMinutes(14 * 24 * 60 - 60);
  assert.equal(aws.list(), ['New M']);
});

test('metrics come in pages of 500, and a token that is not its own is refused', () => {
  const aws = startCloudWatch();
  const { metrics } = aws.state();
  for (let n = 0; n < 1001; n += 1) {
    metrics.series({ namespace: 'Many', metricName: `m${n}`, dimensions: {} }).record(1, HOUR);
  }
  const names: unknown[] = [];
  const sizes: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page: ListMetricsOutput = aws.call(
      'ListMetrics',
      NextToken === undefined ? {} : { NextToken },
    );
    sizes.push(page.Metrics?.length);
    names.push(...(page.Metrics ?? []).map(({ MetricName }) => MetricName));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.equal(sizes, [500, 500, 1]);
  assert.is(new Set(names).size, 1001);
  const { code, message } = refusal(() => aws.call('ListMetrics', { NextToken: 'nonsense' }));
  assert.is(code, 'InvalidParameterValueException');
  assert.is(message, 'Request parameter NextToken is invalid');
});

test('another region has metrics of its own', () => {
  const { call } = withMetrics();
  assert.equal(call('ListMetrics', {}, 'eu-west-1'), { Metrics: [] });
});

test.run();
