import type { GetMetricStatisticsOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, refusal, startCloudWatch } from './support.ts';

const QUERY = {
  Namespace: 'Shop',
  MetricName: 'Orders',
  StartTime: at(0),
  EndTime: at(10),
  Period: 60,
  Statistics: ['Sum'],
};

function withOrders(...data: object[]) {
  const aws = startCloudWatch();
  aws.call('PutMetricData', {
    Namespace: 'Shop',
    MetricData: data.map((datum) => ({ MetricName: 'Orders', ...datum })),
  });
  const statistics = (query: object = {}) =>
    aws.call<GetMetricStatisticsOutput>('GetMetricStatistics', { ...QUERY, ...query });
  return { ...aws, statistics };
}

test('every statistic of a minute comes from its samples, under the metric name as label', () => {
  const { statistics } = withOrders(
    { Value: 2, Timestamp: at(1) },
    { Value: 8, Timestamp: at(1, 30) },
  );
  const Statistics = ['SampleCount', 'Average', 'Sum', 'Minimum', 'Maximum'];
  assert.equal(statistics({ Statistics }), {
    Label: 'Orders',
    Datapoints: [
      {
        Timestamp: at(1),
        Unit: 'None',
        SampleCount: 2,
        Average: 5,
        Sum: 10,
        Minimum: 2,
        Maximum: 8,
      },
    ],
  });
});

test('the start time is inclusive and the end time exclusive', () => {
  const { statistics } = withOrders(
    { Value: 1, Timestamp: at(0) },
    { Value: 2, Timestamp: at(9) },
    { Value: 4, Timestamp: at(10) },
  );
  assert.equal(
    statistics().Datapoints?.map(({ Sum }) => Sum),
    [1, 2],
  );
});

test('periods are counted from the start time, rounded down to its minute', () => {
  const { statistics } = withOrders(
    { Value: 1, Timestamp: at(2) },
    { Value: 2, Timestamp: at(6) },
    { Value: 4, Timestamp: at(7) },
  );
  const { Datapoints = [] } = statistics({ StartTime: at(2, 40), EndTime: at(12), Period: 300 });
  assert.equal(
    Datapoints.map(({ Timestamp, Sum }) => [Timestamp, Sum]),
    [
      [at(2), 3],
      [at(7), 4],
    ],
  );
});

test('other dimensions are another metric, and one that was never published has no datapoints', () => {
  const { statistics } = withOrders({ Value: 1, Timestamp: at(1) });
  const Dimensions = [{ Name: 'Till', Value: '1' }];
  assert.equal(statistics({ Dimensions }), { Label: 'Orders', Datapoints: [] });
});

test('each unit has its own datapoint, unless one unit is asked for', () => {
  const { statistics } = withOrders(
    { Value: 10, Timestamp: at(1) },
    { Value: 5, Timestamp: at(1), Unit: 'Count' },
  );
  const units = (query?: object) =>
    statistics(query).Datapoints?.map(({ Unit, Sum }) => `${Sum} ${Unit}`);
  assert.equal(units(), ['10 None', '5 Count']);
  assert.equal(units({ Unit: 'Count' }), ['5 Count']);
  assert.equal(units({ Unit: 'Bytes' }), []);
});

test('a percentile is the smallest sample that so many percent do not exceed', () => {
  const { statistics } = withOrders({
    Values: [10, 20, 30, 40],
    Counts: [1, 1, 1, 7],
    Timestamp: at(1),
  });
  const percentiles = ['p0', 'p10', 'p30', 'p30.1', 'p100'];
  const { Datapoints = [] } = statistics({
    Statistics: undefined,
    ExtendedStatistics: percentiles,
  });
  assert.equal(Datapoints[0]?.ExtendedStatistics, {
    p0: 10,
    p10: 10,
    p30: 30,
    'p30.1': 40,
    p100: 40,
  });
});

test('there are no percentiles of statistic sets and of negative values', () => {
  const percentile = (datum: object) =>
    withOrders({ ...datum, Timestamp: at(1) }).statistics({
      Statistics: undefined,
      ExtendedStatistics: ['p50'],
    }).Datapoints?.[0]?.ExtendedStatistics;
  const StatisticValues = { SampleCount: 2, Sum: 3, Minimum: 1, Maximum: 2 };
  assert.equal(percentile({ StatisticValues }), {});
  assert.equal(percentile({ Values: [-1, 1] }), {});
  assert.equal(percentile({ Values: [1] }), { p50: 1 });
});

test('1,440 datapoints are answered and one more is refused', () => {
  const { statistics } = withOrders({ Value: 1, Timestamp: at(1) });
  statistics({ EndTime: at(1440) });
  const { code, message } = refusal(() => statistics({ EndTime: at(1441) }));
  assert.is(code, 'InvalidParameterCombinationException');
  assert.is(
    message,
    'You have requested up to 1,441 datapoints, which exceeds the limit of 1,440. You may reduce the datapoints requested by increasing Period, or decreasing the time range.',
  );
});

test('what is older than 15 days is kept in periods of 5 minutes only', () => {
  const aws = withOrders({ Value: 1, Timestamp: at(0) }, { Value: 2, Timestamp: at(4) });
  aws.passMinutes(16 * 24 * 60);
  assert.equal(aws.statistics().Datapoints, []);
  const { Datapoints = [] } = aws.statistics({ Period: 300 });
  assert.equal(
    Datapoints.map(({ Sum }) => Sum),
    [3],
  );
});

test('times, periods and statistics that AWS does not take are refused', () => {
  const { statistics } = withOrders({ Value: 1, Timestamp: at(1) });
  const refused = (query: object) => {
    const { code, message } = refusal(() => statistics(query));
    return [code, message];
  };
  assert.equal(refused({ EndTime: at(0) }), [
    'InvalidParameterValueException',
    'The parameter StartTime must be less than the parameter EndTime.',
  ]);
  assert.equal(refused({ Period: 90 }), [
    'InvalidParameterValueException',
    'The parameter Period must be a multiple of 60.',
  ]);
  assert.equal(refused({ Statistics: undefined }), [
    'InvalidParameterCombinationException',
    'Must specify either Statistics or ExtendedStatistics',
  ]);
  assert.equal(refused({ Statistics: ['Median'] }), [
    'InvalidParameterValueException',
    'The parameter Statistics.member.1 must be a value in the set [ SampleCount, Average, Sum, Minimum, Maximum ].',
  ]);
  assert.equal(refused({ Statistics: undefined, ExtendedStatistics: ['p101'] }), [
    'InvalidParameterValueException',
    'The value p101 for parameter ExtendedStatistics is not supported.',
  ]);
  assert.equal(refused({ Statistics: undefined, ExtendedStatistics: ['tm90'] }), [
    'InvalidParameterValueException',
    'Local AWS does not implement the statistic tm90',
  ]);
  assert.equal(refused({ Period: 0 }), [
    'ValidationError',
    "1 validation error detected: Value '0' at 'period' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ]);
});

test.run();
