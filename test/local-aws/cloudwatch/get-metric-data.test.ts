import type { GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, refusal, startCloudWatch } from './support.ts';

const WINDOW = { StartTime: at(0), EndTime: at(10) };

const query = (Id: string, stat: object = {}, rest: object = {}) => ({
  Id,
  MetricStat: {
    Metric: { Namespace: 'Shop', MetricName: 'Orders' },
    Period: 60,
    Stat: 'Sum',
    ...stat,
  },
  ...rest,
});

function withOrders(...data: object[]) {
  const aws = startCloudWatch();
  if (data.length > 0) {
    aws.call('PutMetricData', {
      Namespace: 'Shop',
      MetricData: data.map((datum) => ({ MetricName: 'Orders', ...datum })),
    });
  }
  const request = (input: object) =>
    aws.call<GetMetricDataOutput>('GetMetricData', { ...WINDOW, ...input });
  const get = (...MetricDataQueries: object[]) => request({ MetricDataQueries });
  return { ...aws, get, request };
}

const minutes = (...list: number[]) => list.map((n) => ({ Value: n, Timestamp: at(n) }));
const refused = (run: () => unknown) => {
  const { code, message } = refusal(run);
  return [code, message];
};

test('a metric comes with its id, label and status, the newest datapoint first', () => {
  const { get } = withOrders(...minutes(1, 2, 3));
  assert.equal(get(query('m1')), {
    MetricDataResults: [
      {
        Id: 'm1',
        Label: 'Orders',
        Timestamps: [at(3), at(2), at(1)],
        Values: [3, 2, 1],
        StatusCode: 'Complete',
      },
    ],
    Messages: [],
  });
});

test('ScanBy turns the order around', () => {
  const { request } = withOrders(...minutes(1, 2));
  const scan = { ScanBy: 'TimestampAscending', MetricDataQueries: [query('m1')] };
  assert.equal(request(scan).MetricDataResults?.[0]?.Values, [1, 2]);
});

test('the start is inclusive, rounded down to its minute, and the end exclusive', () => {
  const { request } = withOrders(...minutes(1, 2, 3));
  const MetricDataQueries = [query('m1')];
  const { MetricDataResults } = request({
    StartTime: at(1, 59),
    EndTime: at(3),
    MetricDataQueries,
  });
  assert.equal(MetricDataResults?.[0]?.Values, [2, 1]);
});

test('a longer period is aligned to the epoch and stamped at its start', () => {
  const { get } = withOrders(...minutes(1, 4, 5, 9));
  const { MetricDataResults } = get(query('m1', { Period: 300 }));
  assert.equal(MetricDataResults?.[0]?.Timestamps, [at(5), at(0)]);
  assert.equal(MetricDataResults?.[0]?.Values, [14, 5]);
});

test('every statistic is answered, percentiles from published samples only', () => {
  const { get, state } = withOrders({ Values: [1, 2, 3, 10], Timestamp: at(1) });
  const values = (...stats: string[]) =>
    get(...stats.map((Stat, n) => query(`m${n}`, { Stat }))).MetricDataResults?.map(
      ({ Values }) => Values,
    );
  assert.equal(values('Sum', 'SampleCount', 'Average', 'Minimum', 'Maximum', 'p50', 'p90'), [
    [16],
    [4],
    [4],
    [1],
    [10],
    [2],
    [10],
  ]);
  const records = { namespace: 'AWS/Kinesis', metricName: 'IncomingRecords', dimensions: {} };
  state().metrics.series(records, 'Count').record(5, at(1).getTime());
  const Metric = { Namespace: 'AWS/Kinesis', MetricName: 'IncomingRecords' };
  assert.equal(get(query('m', { Metric, Stat: 'p50' })).MetricDataResults?.[0]?.Values, []);
  assert.equal(get(query('m', { Metric })).MetricDataResults?.[0]?.Values, [5]);
});

test('a metric that is not there has no datapoints, and is complete', () => {
  const { get } = withOrders();
  assert.equal(get(query('m1')).MetricDataResults, [
    { Id: 'm1', Label: 'Orders', Timestamps: [], Values: [], StatusCode: 'Complete' },
  ]);
});

test('queries that return no data only feed expressions, whose label is their id unless told', () => {
  const { get } = withOrders(...minutes(1, 2));
  const hidden = query('m1', {}, { ReturnData: false });
  const { MetricDataResults } = get(
    hidden,
    { Id: 'e1', Expression: 'm1*10' },
    { Id: 'e2', Expression: 'e1+m1', Label: 'Eleven' },
  );
  assert.equal(
    MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, Values]),
    [
      ['e1', 'e1', [20, 10]],
      ['e2', 'Eleven', [22, 11]],
    ],
  );
});

test('default labels tell metrics apart by what differs, as AWS was seen to answer', () => {
  const { get } = withOrders();
  const labels = (...queries: object[]) =>
    get(...queries).MetricDataResults?.map(({ Label }) => Label);
  const shard = (ShardId: string, MetricName = 'In') => ({
    Metric: { Namespace: 'K', MetricName, Dimensions: [{ Name: 'ShardId', Value: ShardId }] },
  });
  assert.equal(labels(query('a'), query('b', { Stat: 'Minimum' })), [
    'Orders Sum',
    'Orders Minimum',
  ]);
  assert.equal(labels(query('a'), query('b', { Stat: 'Minimum', Period: 30 })), [
    'Orders Sum 60',
    'Orders Minimum 30',
  ]);
  assert.equal(labels(query('a'), query('b', { Period: 30 })), ['Orders 60', 'Orders 30']);
  assert.equal(labels(query('a'), query('b', { Unit: 'Count' })), ['Orders', 'Orders']);
  assert.equal(labels(query('a', shard('s-0')), query('b', shard('s-1'))), ['s-0', 's-1']);
  assert.equal(labels(query('a', shard('s-0')), query('b', shard('s-0', 'Out'))), ['In', 'Out']);
  assert.equal(labels(query('a', shard('s-0')), query('b', shard('s-1', 'Out'))), [
    's-0 In',
    's-1 Out',
  ]);
});

test('dynamic labels take properties and values, and those with times are refused by name', () => {
  const { get } = withOrders(...minutes(1, 2, 4));
  const label = (Label: string) => get(query('m1', {}, { Label })).MetricDataResults?.[0]?.Label;
  assert.is(label(`\${PROP('Namespace')}/\${PROP('MetricName')}`), 'Shop/Orders');
  assert.is(
    label(`\${PROP('Region')} \${PROP('AccountId')} \${PROP('Period')}`),
    'us-east-1 123456789012 60',
  );
  assert.is(
    label(`\${LABEL}: \${AVG} \${MAX} \${LAST} \${SUM} \${DATAPOINT_COUNT}`),
    'Orders: 2.333 4 4 7 3',
  );
  assert.equal(
    refused(() => label(`\${LAST_TIME}`)),
    [
      'InvalidParameterValueException',
      `Local AWS does not implement the dynamic label \${LAST_TIME}`,
    ],
  );
});

test('of several units the first by name is answered, and a message names them all', () => {
  const { get } = withOrders(
    { Value: 5, Unit: 'Seconds', Timestamp: at(1) },
    { Value: 5000, Unit: 'Milliseconds', Timestamp: at(1) },
  );
  const [result] = get(query('m1')).MetricDataResults ?? [];
  assert.equal(result?.Values, [5000]);
  assert.equal(result?.Messages, [
    { Code: 'MultipleUnits', Value: "Multiple units returned: '[Milliseconds, Seconds]'" },
  ]);
  const [seconds] = get(query('m1', { Unit: 'Seconds' })).MetricDataResults ?? [];
  assert.equal([seconds?.Values, seconds?.Messages], [[5], undefined]);
});

test('pages of MaxDatapoints follow time over all metrics, until each is complete', () => {
  const { request } = withOrders(...minutes(1, 2, 3));
  const MetricDataQueries = [query('a'), query('b', { Stat: 'SampleCount' })];
  const pages: unknown[] = [];
  let NextToken: string | undefined;
  do {
    const page = request({ MetricDataQueries, MaxDatapoints: 4, ...(NextToken && { NextToken }) });
    pages.push(
      page.MetricDataResults?.map(({ Id, StatusCode, Values }) => [Id, StatusCode, Values]),
    );
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  assert.equal(pages, [
    [
      ['a', 'PartialData', [3, 2]],
      ['b', 'PartialData', [1, 1]],
    ],
    [
      ['a', 'Complete', [1]],
      ['b', 'Complete', [1]],
    ],
  ]);
});

test('a token of another request is refused, and math has no token', () => {
  const { request } = withOrders(...minutes(1, 2, 3));
  const first = request({ MetricDataQueries: [query('a')], MaxDatapoints: 1 });
  const { NextToken } = first;
  for (const token of [NextToken, 'x']) {
    const other = { MetricDataQueries: [query('b')], MaxDatapoints: 1, NextToken: token };
    assert.is(refusal(() => request(other)).code, 'InvalidNextToken');
  }
  const math = request({
    MetricDataQueries: [query('a', {}, { ReturnData: false }), { Id: 'e', Expression: 'a*2' }],
    MaxDatapoints: 1,
  });
  assert.equal(math.MetricDataResults?.[0]?.StatusCode, 'PartialData');
  assert.equal(math.MetricDataResults?.[0]?.Values, [6]);
  assert.is(math.NextToken, undefined);
});

test('everything that is wrong with the queries is told at once, a line each', () => {
  const { get } = withOrders();
  assert.equal(
    refused(() =>
      get(
        query('Bad'),
        query('m1', { Period: 90, Stat: 'Median' }),
        { Id: 'm1' },
        query('m3', {}, { Expression: 'm1' }),
      ),
    ),
    [
      'ValidationError',
      [
        'The values for parameter id in MetricDataQueries are not unique.',
        'The value Bad for parameter MetricDataQueries.member.1.Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.',
        'The parameter MetricDataQueries.member.2.MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60.',
        'The value Median for parameter MetricDataQueries.member.2.MetricStat.Stat is not a valid statistic.',
        'The parameter MetricDataQueries.member.3.MetricStat is required.',
        'The parameters MetricDataQueries.member.4.Expression and MetricDataQueries.member.4.MetricStat are mutually exclusive and you have specified both.',
        '',
      ].join('\n'),
    ],
  );
});

test('an empty or a backward time range is refused', () => {
  const { request } = withOrders();
  const MetricDataQueries = [query('m1')];
  assert.equal(
    refused(() => request({ MetricDataQueries, EndTime: at(0) })),
    ['ValidationError', 'The parameter StartTime must not equal parameter EndTime.\n'],
  );
  assert.equal(
    refused(() => request({ MetricDataQueries, EndTime: at(-1) })),
    ['ValidationError', 'The parameter EndTime must be greater than StartTime.\n'],
  );
});

test('a request has up to 500 queries', () => {
  const { get } = withOrders();
  const queries = (count: number) => Array.from({ length: count }, (_, n) => query(`m${n}`));
  assert.is(get(...queries(500)).MetricDataResults?.length, 500);
  assert.equal(
    refused(() => get(...queries(501))),
    [
      'ValidationError',
      'The collection MetricDataQueries must not have a size greater than 500.\n',
    ],
  );
});

test('Metrics Insights, other accounts and trimmed means are refused by name', () => {
  const { get } = withOrders();
  const message = (...queries: object[]) => refused(() => get(...queries)).join(': ');
  const refusal = 'InvalidParameterValueException: Local AWS does not implement';
  assert.is(
    message({ Id: 'q', Expression: 'SELECT SUM(x) FROM y' }),
    `${refusal} Metrics Insights queries`,
  );
  assert.is(
    message(query('m', {}, { AccountId: '999999999999' })),
    `${refusal} queries of another account`,
  );
  assert.is(message(query('m', { Stat: 'tm99' })), `${refusal} the statistic tm99`);
});

test.run();
