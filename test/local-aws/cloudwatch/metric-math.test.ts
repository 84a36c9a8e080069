import type { GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, HOUR, MINUTE, refusal, startCloudWatch } from './support.ts';

/** A value a minute from 10:00 on; `undefined` is a minute without data. */
type Minutes = readonly (number | undefined)[];

/** Runs an expression over metrics, and gives its series with a dash for each missing minute. */
function math(expression: string, metrics: Record<string, Minutes>, query: object = {}) {
  const aws = startCloudWatch();
  for (const [metricName, values] of Object.entries(metrics)) {
    const series = aws.state().metrics.series({ namespace: 'N', metricName, dimensions: {} });
    values.forEach((value, minute) => {
      if (value !== undefined) series.record(value, HOUR + minute * MINUTE);
    });
  }
  const minutes = Math.max(0, ...Object.values(metrics).map(({ length }) => length));
  const { MetricDataResults = [] } = aws.call<GetMetricDataOutput>('GetMetricData', {
    StartTime: at(0),
    EndTime: at(minutes || 3),
    ScanBy: 'TimestampAscending',
    MetricDataQueries: [
      ...Object.keys(metrics).map((name) => ({
        Id: name,
        MetricStat: { Metric: { Namespace: 'N', MetricName: name }, Period: 60, Stat: 'Sum' },
        ReturnData: false,
      })),
      { Id: 'e', Expression: expression, ...query },
    ],
  });
  return MetricDataResults.map(({ Timestamps = [], Values = [] }) =>
    Array.from({ length: minutes || 3 }, (_, minute) => {
      const index = Timestamps.findIndex((time) => time.getTime() === at(minute).getTime());
      return Values[index] ?? '-';
    }),
  );
}

function refused(expression: string, metrics: Record<string, Minutes> = { m1: [1], m2: [2] }) {
  const { code, message } = refusal(() => math(expression, metrics));
  assert.is(code, 'ValidationError');
  return message;
}

const A = { m1: [30, 20, 0, 0], m2: [20, undefined, 20, undefined] };

test('arithmetic binds as usual, and power before minus', () => {
  const one = { m1: [10] };
  assert.equal(math('m1+2*3^2', one), [[28]]);
  assert.equal(math('(m1+2)*3', one), [[36]]);
  assert.equal(math('m1-4-3', one), [[3]]);
  assert.equal(math('100/m1/2', one), [[5]]);
  assert.equal(math('-2^2+m1', one), [[6]]);
  assert.equal(math('m1*10^-1', one), [[1]]);
  assert.equal(math('--m1 - -1.5e1', one), [[25]]);
});

test('between two series a missing value counts as 0, and a division by zero drops the datapoint', () => {
  assert.equal(math('m1+m2', A), [[50, 20, 20, 0]]);
  assert.equal(math('m1/m2', A), [[1.5, '-', 0, '-']]);
  assert.equal(math('m1/0', A), [['-', '-', '-', '-']]);
});

test('comparisons and logical operators give 1 and 0, as the user guide shows', () => {
  assert.equal(math('m1 < m2', A), [[0, 0, 1, 0]]);
  assert.equal(math('m1 >= 30', A), [[1, 0, 0, 0]]);
  assert.equal(math('m1 > 15 AND m2 > 15', A), [[1, 0, 0, 0]]);
  assert.equal(math('m1 > 15 && m2 > 15 || m1 == 0', A), [[1, 0, 1, 1]]);
  assert.equal(math('m1 != 0 OR m2 <= 20', A), [[1, 1, 1, 0]]);
});

test('a scalar or a series spreads over an array of series', () => {
  assert.equal(math('[m1,m2]*2', A), [
    [60, 40, 0, 0],
    [40, '-', 40, '-'],
  ]);
  assert.equal(math('m1-[m1,m2]', A), [
    [0, 0, 0, 0],
    [10, 20, -20, 0],
  ]);
  assert.equal(math('SUM(-[m1,m2])', A), [[-50, -20, -20, 0]]);
});

test('a function over an array works at each timestamp, and over one series gives a scalar', () => {
  assert.equal(math('SUM([m1,m2])', A), [[50, 20, 20, 0]]);
  assert.equal(math('MAX([m1,m2])', A), [[30, 20, 20, 0]]);
  assert.equal(math('MIN([m1,m2])', A), [[20, 20, 0, 0]]);
  assert.equal(math('AVG([m1,m2])', A), [[25, 10, 10, 0]]);
  assert.equal(math('STDDEV([m1,m2])', A), [[5, 0, 10, 0]]);
  assert.equal(math('m1-AVG(m1)', { m1: [1, 3] }), [[-1, 1]]);
  assert.equal(math('m1*0+MAX(m1)-MIN(m1)', { m1: [1, 9] }), [[8, 8]]);
  assert.equal(math('m1/SUM(m1)', { m1: [1, 3] }), [[0.25, 0.75]]);
  assert.equal(math('m1/DATAPOINT_COUNT(m1)', { m1: [4, undefined, 8] }), [[2, '-', 4]]);
});

test('the hottest share is the largest of several series by their sum', () => {
  const shards = { s0: [60, 10], s1: [20, 10], s2: [20, undefined] };
  assert.equal(math('MAX([s0,s1,s2])/SUM([s0,s1,s2])*100', shards), [[60, 50]]);
  assert.equal(math('MAX(METRICS())/SUM(METRICS())*100', shards), [[60, 50]]);
});

test('METRICS gives the metrics of the request, or those whose id has a text in it', () => {
  const metrics = { err1: [1], err2: [2], requests: [10] };
  assert.equal(math('METRICS()', metrics), [[1], [2], [10]]);
  assert.equal(math('SUM(METRICS("err"))', metrics), [[3]]);
  assert.equal(math('SUM([METRICS("err"), METRICS("req")])', metrics), [[13]]);
  assert.equal(math('requests/METRIC_COUNT(METRICS())', { ...metrics, requests: [9] }), [[3]]);
});

test('IF follows the tables of the user guide', () => {
  const metrics = {
    c: [1, 1, 0, 0, undefined],
    t: [30, undefined, 0, 0, 30],
    f: [0, 0, 20, undefined, 20],
  };
  assert.equal(math('IF(c, t, f)', metrics), [[30, 0, 20, '-', '-']]);
  assert.equal(math('IF(c, 5, f)', metrics), [[5, 5, 20, '-', '-']]);
  assert.equal(math('IF(c, t, 5)', metrics), [[30, 0, 5, 5, '-']]);
  assert.equal(math('IF(c, t)', metrics), [[30, 0, '-', '-', '-']]);
  assert.equal(math('IF(MAX(t) > 10, t)', metrics), [[30, '-', 0, 0, 30]]);
  assert.equal(math('IF(0, t)', metrics), [['-', '-', '-', '-', '-']]);
  assert.equal(math('IF(t < 10, 1, 2)', metrics), [[2, '-', 1, 1, 2]]);
});

test('FILL fills the minutes of the range with a number, a series, the value before or a line', () => {
  const gaps = { m1: [undefined, 10, undefined, undefined, 40, undefined], z: [1, 2, 3, 4, 5, 6] };
  assert.equal(math('FILL(m1, 0)', gaps), [[0, 10, 0, 0, 40, 0]]);
  assert.equal(math('FILL(m1, MIN(m1))', gaps), [[10, 10, 10, 10, 40, 10]]);
  assert.equal(math('FILL(m1, z)', gaps), [[1, 10, 3, 4, 40, 6]]);
  assert.equal(math('FILL(m1, REPEAT)', gaps), [['-', 10, 10, 10, 40, 40]]);
  assert.equal(math('FILL(m1, LINEAR)', gaps), [['-', 10, 20, 30, 40, '-']]);
  assert.equal(math('SUM(FILL(METRICS(), 0))', gaps), [[1, 12, 3, 4, 45, 6]]);
});

test('changes are told from the datapoint before, over the time between them', () => {
  const gap = { m1: [60, 120, undefined, 0] };
  assert.equal(math('DIFF(m1)', gap), [['-', 60, '-', -120]]);
  assert.equal(math('RATE(m1)', gap), [['-', 1, '-', -1]]);
  assert.equal(math('DIFF_TIME(m1)', gap), [['-', 60, '-', 120]]);
  assert.equal(math('RUNNING_SUM(m1)', gap), [[60, 180, '-', 180]]);
  assert.equal(math('m1/PERIOD(m1)', gap), [[1, 2, '-', 0]]);
});

test('values are rounded and turned positive one by one', () => {
  const values = { m1: [-1.5, 2.5] };
  assert.equal(math('ABS(m1)', values), [[1.5, 2.5]]);
  assert.equal(math('CEIL(m1)', values), [[-1, 3]]);
  assert.equal(math('FLOOR(m1)', values), [[-2, 2]]);
  assert.equal(math('LOG10(m1*0+100)', values), [[2, 2]]);
  assert.equal(math('LOG(m1)', { m1: [1, -1] }), [[0, '-']]);
});

test('arrays are sorted, sliced and freed of empty series', () => {
  const metrics = { a: [1, 9], b: [5, 6], c: [7, 1], d: [undefined, undefined] };
  assert.equal(math('FIRST(SORT(METRICS(), SUM, DESC))', metrics), [[5, 6]]);
  assert.equal(math('LAST(REMOVE_EMPTY(SORT(METRICS(), MAX, DESC)))', metrics), [[5, 6]]);
  assert.equal(math('SORT(METRICS(), MIN, ASC, 2)', metrics), [
    [1, 9],
    [7, 1],
  ]);
  assert.equal(math('SLICE(SORT(METRICS(), AVG, DESC), 1, 3)', metrics), [
    [1, 9],
    [7, 1],
  ]);
  assert.equal(math('SLICE(METRICS(), 3)', metrics), [['-', '-']]);
  assert.is(math('REMOVE_EMPTY(METRICS())', metrics).length, 3);
});

test('TIME_SERIES repeats a scalar in every period, of which the request must tell the length', () => {
  assert.equal(math('TIME_SERIES(MAX(m1))', { m1: [1, 4] }), [[4, 4]]);
  assert.equal(math('TIME_SERIES(10)', {}, { Period: 60 }), [[10, 10, 10]]);
  assert.is(refused('TIME_SERIES(10)', {}), "Error in expression 'e': Period must not be null");
});

test('what is no expression is refused as CloudWatch does', () => {
  for (const expression of [
    'm1+',
    'm1 m2',
    '(m1',
    'SUM(m1',
    '[m1,]',
    'm1 $ 2',
    '"m1',
    '',
    '()',
    '1..2',
  ]) {
    const wanted =
      expression === '' ? /Expression is required/ : /^Error in expression 'e': Invalid syntax$/;
    assert.match(refused(expression), wanted, expression);
  }
  assert.match(refused('('.repeat(1000)), /Invalid syntax$/);
});

test('a scalar is no result, two arrays no operands, and a wrong argument is told', () => {
  assert.is(
    refused('SUM(m1)'),
    "Error in expression 'e': The result must be a time series or an array of time series",
  );
  assert.match(refused('[m1]+[m2]'), /Operator '\+' does not take two arrays of time series$/);
  assert.match(refused('m1+"a"'), /Operator '\+' does not take strings$/);
  assert.match(
    refused('METRIC_COUNT(m1)*m1'),
    /METRIC_COUNT takes an array of time series, not a time series$/,
  );
  assert.match(
    refused('m1/PERIOD(m1+m2)'),
    /PERIOD takes a metric, and not the result of an expression/,
  );
  assert.match(refused('SORT(METRICS(), STDDEV, DESC)'), /SORT sorts by AVG, MIN, MAX or SUM$/);
  assert.match(refused('RATE(m1, 2)'), /Function 'RATE' takes 1 argument, not 2$/);
});

test('functions that are not there are refused by name, those that only AWS has too', () => {
  assert.is(refused('MEDIAN(m1)'), "Error in expression 'e': Function 'MEDIAN' not found");
  assert.is(refused('sum([m1])'), "Error in expression 'e': Function 'sum' not found");
  assert.is(
    refused('constructor(m1)'),
    "Error in expression 'e': Function 'constructor' not found",
  );
  assert.is(
    refused('ANOMALY_DETECTION_BAND(m1)'),
    "Error in expression 'e': Function 'ANOMALY_DETECTION_BAND' is not implemented by local AWS",
  );
});

test('an expression can use another, but not one that is not there, and not itself', () => {
  assert.is(refused('m3*2'), "Error in expression 'e': Query 'm3' not found");
  assert.is(refused('e+m1'), "Error in expression 'e': Query 'e' depends on itself");
});

test('a range of more datapoints than a request can have is refused, not filled', () => {
  const aws = startCloudWatch();
  const query = { Id: 'e', Expression: 'TIME_SERIES(1)', Period: 60 };
  const { message } = refusal(() =>
    aws.call('GetMetricData', {
      StartTime: new Date(0),
      EndTime: at(0),
      MetricDataQueries: [query],
    }),
  );
  assert.is(message, "Error in expression 'e': More than 100,800 datapoints in the time range");
});

test('what a request makes is bounded, however it is made', () => {
  const aws = startCloudWatch();
  for (let n = 0; n < 20; n += 1) {
    const series = aws
      .state()
      .metrics.series({ namespace: 'N', metricName: `m${n}`, dimensions: {} });
    series.record(1, HOUR);
  }
  const refusedMath = (...expressions: string[]) =>
    refusal(() =>
      aws.call('GetMetricData', {
        StartTime: at(-60_000),
        EndTime: at(30),
        MetricDataQueries: expressions.map((Expression, n) => ({
          Id: `e${n}`,
          Expression,
          Period: 60,
        })),
      }),
    ).message;
  const wanted = 'Local AWS works out up to 1,000,000 datapoints in a request';
  const search = "SEARCH('{N}', 'Sum', 60)";
  assert.is(refusedMath(`FILL(${search}, 0)`), wanted);
  assert.is(refusedMath(`TIME_SERIES(1)+${search}`), wanted);
  const squared = (id: string) => `[${Array.from({ length: 300 }, () => id)}]`;
  assert.is(refusedMath(search, squared('e0'), squared('e1')), wanted);
});

test.run();
