import type { GetMetricDataOutput, GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, refusal, startCloudWatch } from '../cloudwatch/support.ts';
import { cpuMs, speak, startCloud } from './ask.ts';

const deep = (open: string, close: string, depth: number) =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;
const METRIC = { Metric: { Namespace: 'Shop', MetricName: 'visits' }, Period: 60, Stat: 'Sum' };

/** Every request is refused within a second, with one of the codes. */
async function refused(
  service: 'kinesis' | 'cloudwatch',
  codes: readonly string[],
  requests: readonly (readonly [operation: string, input: object])[],
): Promise<void> {
  const cloud = startCloud();
  for (const [operation, input] of requests) {
    const about = `${operation} ${JSON.stringify(input).slice(0, 120)}`;
    const reply = await cloud.ask(speak(service, 'json').request(operation, input));
    assert.ok(reply.tookMs < 1000, `${Math.round(reply.tookMs)} ms: ${about}`);
    assert.is(reply.statusCode, 400, about);
    assert.ok(codes.includes(reply.code), `${reply.code}: ${about}`);
  }
}

test('Texts of megabytes are refused by Kinesis as fast as short ones', () => {
  const arn = `arn:aws${':kinesis:'.repeat(100_000)}${':123456789012:'.repeat(50_000)}stream/`;
  const shortArn = `arn:aws${':kinesis:'.repeat(80)}${':123456789012:'.repeat(60)}stream`;
  const digits = '9'.repeat(5_000_000);
  const StreamName = 'hot';
  return refused(
    'kinesis',
    ['ValidationException', 'InvalidArgumentException'],
    [
      ['DescribeStream', { StreamARN: arn }],
      ['DescribeStream', { StreamARN: shortArn }],
      ['DescribeStream', { StreamName: 'x'.repeat(20_000_000) }],
      ['GetRecords', { ShardIterator: 'A'.repeat(5_000_000) }],
      ['ListShards', { NextToken: 'A'.repeat(5_000_000) }],
      ['SplitShard', { StreamName, ShardToSplit: 'a', NewStartingHashKey: digits }],
      [
        'GetShardIterator',
        {
          StreamName,
          ShardId: 'a',
          ShardIteratorType: 'AT_SEQUENCE_NUMBER',
          StartingSequenceNumber: digits,
        },
      ],
      ['PutRecord', { StreamName, PartitionKey: 'é'.repeat(1_000_000), Data: Buffer.alloc(1) }],
      [
        'PutRecords',
        { StreamName, Records: Array.from({ length: 100_000 }, () => ({ PartitionKey: '' })) },
      ],
    ],
  );
});

test('Dashboards and widgets that nest without an end are refused as any bad one', () =>
  refused(
    'cloudwatch',
    ['DashboardInvalidInputError', 'ValidationError'],
    [
      deep('[', ']', 100_000),
      deep('{"widgets":', '}', 100_000),
      `{"widgets":[${deep('{"properties":', '}', 50_000)}]}`,
      `{"widgets":[{"type":"metric","properties":{"metrics":${deep('[', ']', 40_000)}}}]}`,
      `{"metrics":${deep('[', ']', 40_000)}}`,
      `{"metrics":[["a","b"]],"annotations":${deep('{"horizontal":[', ']}', 5000)}}`,
      '{"__proto__":{"widgets":[]}}',
      `{"widgets":[${'{},'.repeat(20_000)}{}]}`,
      'null',
      '',
    ].flatMap((body) => [
      ['PutDashboard', { DashboardName: 'd', DashboardBody: body }] as const,
      ['GetMetricWidgetImage', { MetricWidget: body }] as const,
    ]),
  ));

test('A widget whose texts are names that objects have is drawn like any other', async () => {
  const cloud = startCloud();
  for (const word of ['__proto__', 'constructor', 'x', '</text>', '"a" & \'b\'', '\u0000']) {
    const widget = {
      title: word,
      metrics: [['Shop', 'visits', { label: word }]],
      annotations: { horizontal: [{ value: 1, label: word }] },
    };
    const input = { MetricWidget: JSON.stringify(widget) };
    const reply = await cloud.ask(
      speak('cloudwatch', 'json').request('GetMetricWidgetImage', input),
    );
    assert.is(reply.statusCode, 200, word);
  }
});

test('Expressions that nest without an end, or ask for what no object has, are refused', () =>
  refused(
    'cloudwatch',
    ['ValidationError'],
    [
      '('.repeat(2000),
      '['.repeat(2000),
      'IF('.repeat(600),
      `${'-'.repeat(2000)}1`,
      `${'SUM('.repeat(300)}m1${')'.repeat(300)}`,
      `SEARCH('${'('.repeat(1900)}', 'Sum', 60)`,
      '"'.repeat(1999),
      '1+'.repeat(1000),
      'constructor(m1)',
      'toString(m1)',
      '__proto__',
      'e1',
    ].map((Expression) => [
      'GetMetricData',
      {
        StartTime: new Date('2026-06-01T12:00:00Z'),
        EndTime: new Date('2026-06-01T13:00:00Z'),
        MetricDataQueries: [
          { Id: 'm1', MetricStat: METRIC },
          { Id: 'e1', Expression },
        ],
      },
    ]),
  ));

test('Searches through many metrics are refused before they take long', async () => {
  const aws = startCloudWatch();
  for (let call = 0; call < 20; call += 1) {
    const MetricData = Array.from({ length: 1000 }, (_, index) => ({
      MetricName: `metric-${call}-${index}`,
      Value: 1,
    }));
    aws.call('PutMetricData', { Namespace: 'Shop', MetricData });
  }
  const search = (count: number) => ({
    StartTime: at(0),
    EndTime: at(60),
    MetricDataQueries: Array.from({ length: count }, (_, index) => ({
      Id: `q${index}`,
      Expression: `SEARCH('no such metric ${index}', 'Sum', 60)`,
    })),
  });
  const startedAt = performance.now();
  const { code, message } = refusal(() => aws.call('GetMetricData', search(500)));
  assert.ok(performance.now() - startedAt < 1000);
  assert.is(code, 'ValidationError');
  assert.is(message, 'Local AWS works out up to 1,000,000 datapoints in a request');
  assert.equal(aws.call('GetMetricData', search(5)), { MetricDataResults: [], Messages: [] });
});

test('Percentiles of very many samples are refused before they take long, and averages answered', () => {
  const aws = startCloudWatch();
  for (let call = 0; call < 4; call += 1) {
    const MetricData = Array.from({ length: 100 }, (_, datum) => ({
      MetricName: 'latency',
      Values: Array.from({ length: 150 }, (__, index) => call + datum / 1000 + index / 1_000_000),
    }));
    aws.call('PutMetricData', { Namespace: 'Shop', MetricData });
  }
  const latency = { Namespace: 'Shop', MetricName: 'latency' };
  const range = { StartTime: at(0), EndTime: at(60) };
  const queries = (Stat: string, Period: number) => ({
    ...range,
    MetricDataQueries: Array.from({ length: 500 }, (_, index) => ({
      Id: `q${index}`,
      MetricStat: { Metric: latency, Period, Stat },
    })),
  });
  const startedAt = process.cpuUsage();
  for (const input of [queries('p99', 60), queries('p99', 300)]) {
    const { code, message } = refusal(() => aws.call('GetMetricData', input));
    assert.is(code, 'ValidationError');
    assert.is(message, 'Local AWS works out up to 1,000,000 datapoints in a request');
  }
  const average = aws.call<GetMetricDataOutput>('GetMetricData', queries('Average', 300));
  assert.is(average.MetricDataResults?.length, 500);
  const one = { ...latency, ...range, Period: 60, ExtendedStatistics: ['p50', 'p99'] };
  const { Datapoints } = aws.call<GetMetricStatisticsOutput>('GetMetricStatistics', one);
  assert.is(Datapoints?.[0]?.ExtendedStatistics?.p99, 3.095149);
  assert.ok(cpuMs(startedAt) < 3000, `${Math.round(cpuMs(startedAt))} ms`);
});

test('A time range of all time is refused, and answered where it has few periods', async () => {
  const range = { StartTime: new Date(-8.64e15), EndTime: new Date(8.64e15) };
  const named = { Namespace: 'Shop', MetricName: 'visits', Statistics: ['Sum'] };
  const filled = (Period: number) => [
    { Id: 'm1', MetricStat: { ...METRIC, Period } },
    { Id: 'e1', Expression: 'FILL(m1, 0)' },
  ];
  await refused(
    'cloudwatch',
    ['ValidationError', 'InvalidParameterCombinationException'],
    [1, 60, 86_400].flatMap((Period) => [
      ['GetMetricStatistics', { ...range, ...named, Period }] as const,
      ['GetMetricData', { ...range, MetricDataQueries: filled(Period) }] as const,
    ]),
  );
  const few = { ...range, MetricDataQueries: filled(2_147_483_640) };
  const reply = await startCloud().ask(speak('cloudwatch', 'json').request('GetMetricData', few));
  assert.equal([reply.statusCode, reply.tookMs < 1000], [200, true]);
});

test.run();
