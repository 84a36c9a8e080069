import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { at, HOUR, MINUTE, refusal, startCloudWatch } from './support.ts';

const IDENTITY = { namespace: 'Shop', metricName: 'Orders', dimensions: { Till: '1' } };
const TILL = [{ Name: 'Till', Value: '1' }];

function put(datum: object, namespace = 'Shop') {
  const aws = startCloudWatch();
  aws.call('PutMetricData', { Namespace: namespace, MetricData: [datum] });
  return aws.state().metrics;
}

function refused(datum: object, namespace = 'Shop') {
  const { code, message } = refusal(() => put(datum, namespace));
  return [code, message];
}

test('values of one minute and one unit add up to one statistic set', () => {
  const aws = startCloudWatch();
  for (const Value of [4, 1, 7]) {
    const datum = { MetricName: 'Orders', Dimensions: TILL, Value, Unit: 'Count' };
    aws.call('PutMetricData', { Namespace: 'Shop', MetricData: [datum] });
  }
  const minutes = aws.state().metrics.series(IDENTITY, 'Count').minutes;
  assert.equal([...minutes.keys()], [HOUR + 30 * MINUTE]);
  const set = minutes.get(HOUR + 30 * MINUTE);
  assert.equal(
    [set?.sum, set?.sampleCount, set?.minimum, set?.maximum, [...(set?.samples ?? [])]],
    [
      12,
      3,
      1,
      7,
      [
        [4, 1],
        [1, 1],
        [7, 1],
      ],
    ],
  );
});

test('dimensions are identity in any order, and a further dimension makes another metric', () => {
  const aws = startCloudWatch();
  const put = (Dimensions: object[]) =>
    aws.call('PutMetricData', {
      Namespace: 'Shop',
      MetricData: [{ MetricName: 'Orders', Dimensions, Value: 1 }],
    });
  put([
    { Name: 'A', Value: '1' },
    { Name: 'B', Value: '2' },
  ]);
  put([
    { Name: 'B', Value: '2' },
    { Name: 'A', Value: '1' },
  ]);
  put([{ Name: 'A', Value: '1' }]);
  const found = [...aws.state().metrics].map(({ identity, byUnit }) => [
    Object.keys(identity.dimensions).sort().join(),
    byUnit.get('None')?.minutes.get(HOUR + 30 * MINUTE)?.sum,
  ]);
  assert.equal(found, [
    ['A,B', 2],
    ['A', 1],
  ]);
});

test('a datum is stored at its own timestamp, and at cloud time when it has none', () => {
  const aws = startCloudWatch();
  aws.call('PutMetricData', {
    Namespace: 'Shop',
    MetricData: [
      { MetricName: 'Orders', Dimensions: TILL, Value: 1, Timestamp: at(3, 59) },
      { MetricName: 'Orders', Dimensions: TILL, Value: 2 },
    ],
  });
  const { minutes } = aws.state().metrics.series(IDENTITY);
  assert.equal(
    [...minutes].map(([ms, { sum }]) => [(ms - HOUR) / MINUTE, sum]),
    [
      [3, 1],
      [30, 2],
    ],
  );
});

test('values with counts weigh as often as they are counted', () => {
  const datum = { MetricName: 'Orders', Dimensions: TILL, Values: [10, 1], Counts: [4, 2] };
  const set = put(datum)
    .series(IDENTITY)
    .minutes.get(HOUR + 30 * MINUTE);
  assert.equal([set?.sum, set?.sampleCount, set?.minimum, set?.maximum], [42, 6, 1, 10]);
});

test('a statistic set is stored as it is, and keeps samples only where they are certain', () => {
  const statistics = (Minimum: number, Maximum: number, Sum: number) => {
    const StatisticValues = { SampleCount: 3, Sum, Minimum, Maximum };
    const datum = { MetricName: 'Orders', Dimensions: TILL, StatisticValues };
    return put(datum)
      .series(IDENTITY)
      .minutes.get(HOUR + 30 * MINUTE);
  };
  assert.is(statistics(1, 9, 12)?.sum, 12);
  assert.is(statistics(1, 9, 12)?.samples, undefined);
  assert.equal([...(statistics(4, 4, 12)?.samples ?? [])], [[4, 3]]);
});

test('a timestamp is refused before the past two weeks and after the next two hours', () => {
  const sentence =
    'The parameter MetricData.member.1.Timestamp must specify a time within the past two weeks.';
  const datum = (minutes: number) => ({ MetricName: 'M', Value: 1, Timestamp: at(30 + minutes) });
  const twoWeeks = 14 * 24 * 60;
  put(datum(-twoWeeks));
  put(datum(120));
  assert.equal(refused(datum(-twoWeeks - 1)), ['InvalidParameterValueException', sentence]);
  assert.equal(refused(datum(121)), ['InvalidParameterValueException', sentence]);
});

test('a bad datum is refused by name, and nothing of its request is stored', () => {
  const aws = startCloudWatch();
  const bad = { MetricName: 'M', Value: Number.POSITIVE_INFINITY };
  const error = refusal(() =>
    aws.call('PutMetricData', {
      Namespace: 'Shop',
      MetricData: [{ MetricName: 'M', Value: 1 }, bad],
    }),
  );
  assert.is(error.code, 'InvalidParameterValueException');
  assert.is(
    error.message,
    'The value Infinity for parameter MetricData.member.2.Value is invalid.',
  );
  assert.equal([...aws.state().metrics], []);
});

test('values are refused outside of -2^360 to 2^360', () => {
  put({ MetricName: 'M', Value: -(2 ** 360) });
  assert.is(refused({ MetricName: 'M', Value: 2 ** 361 })[0], 'InvalidParameterValueException');
});

test('members that exclude each other, or fit not together, are refused', () => {
  const both = 'are mutually exclusive and you have specified both.';
  const StatisticValues = { SampleCount: 1, Sum: 1, Minimum: 1, Maximum: 1 };
  assert.equal(refused({ MetricName: 'M', Value: 1, Values: [1] }), [
    'InvalidParameterValueException',
    `The parameters MetricData.member.1.Value and MetricData.member.1.Values ${both}`,
  ]);
  assert.equal(refused({ MetricName: 'M', Value: 1, StatisticValues }), [
    'InvalidParameterCombinationException',
    `The parameters MetricData.member.1.Value and MetricData.member.1.StatisticValues ${both}`,
  ]);
  assert.equal(refused({ MetricName: 'M', Values: [1, 2], Counts: [1] }), [
    'InvalidParameterValueException',
    'The parameters MetricData.member.1.Values and MetricData.member.1.Counts must be of the same size.',
  ]);
  assert.equal(refused({ MetricName: 'M' }), [
    'MissingRequiredParameterException',
    'At least one of the parameters MetricData.member.1.Value or MetricData.member.1.StatisticValues must be specified.',
  ]);
});

test('units, resolutions, dimensions and namespaces that AWS does not take are refused', () => {
  assert.match(
    refused({ MetricName: 'M', Value: 1, Unit: 'Furlongs' })[1] ?? '',
    /^The parameter MetricData\.member\.1\.Unit must be a value in the set \[ Seconds, Microseconds, .*, None \]\.$/,
  );
  assert.equal(refused({ MetricName: 'M', Value: 1, StorageResolution: 300 }), [
    'InvalidParameterValueException',
    'The parameter MetricData.member.1.StorageResolution must be a value in the set [ 1, 60 ].',
  ]);
  assert.equal(refused({ MetricName: 'M', Value: 1, StorageResolution: 1 }), [
    'InvalidParameterValueException',
    'Local AWS does not implement MetricData.member.1.StorageResolution 1',
  ]);
  assert.equal(refused({ MetricName: 'M', Value: 1, Dimensions: [...TILL, ...TILL] }), [
    'InvalidParameterValueException',
    'No Metric may specify the same dimension twice.',
  ]);
  assert.equal(refused({ MetricName: 'M', Value: 1, Dimensions: [{ Name: 'Till', Value: 'é' }] }), [
    'InvalidParameterValueException',
    'The value for parameter MetricData.member.1.Dimensions.member.1.Value contains non-ASCII characters.',
  ]);
  assert.equal(refused({ MetricName: 'M', Value: 1 }, 'AWS/Kinesis'), [
    'InvalidParameterValueException',
    'The value AWS/Kinesis for parameter Namespace is invalid.',
  ]);
});

test('a request takes up to 1,000 data, and at least one', () => {
  const aws = startCloudWatch();
  const put = (count: number) =>
    aws.call('PutMetricData', {
      Namespace: 'Shop',
      MetricData: Array.from({ length: count }, () => ({ MetricName: 'M', Value: 1 })),
    });
  put(1000);
  const { code, message } = refusal(() => put(1001));
  assert.is(code, 'InvalidParameterValueException');
  assert.is(message, 'The collection MetricData must not have a size greater than 1000.');
  assert.is(refusal(() => put(0)).message, 'The parameter MetricData is required.');
});

test('an AWS service records sums, without samples, beside the same store', () => {
  const aws = startCloudWatch();
  const series = aws.state().metrics.series({ ...IDENTITY, namespace: 'AWS/Kinesis' }, 'Count');
  series.record(5, HOUR + 1);
  series.record(2, HOUR + 59_999);
  assert.equal(series.minutes.get(HOUR), { sum: 7, sampleCount: 2, minimum: 2, maximum: 5 });
});

test.run();
