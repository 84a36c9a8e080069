import type { GetMetricDataOutput } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseSearch } from '../../../local-aws/cloudwatch/search/search-query.ts';
import { at, HOUR, refusal, startCloudWatch } from './support.ts';

const metric = (
  metricName: string,
  dimensions: Record<string, string> = {},
  namespace = 'AWS/Kinesis',
) => ({ namespace, metricName, dimensions });

const finds = (query: string, ...args: Parameters<typeof metric>) =>
  parseSearch(query)(metric(...args));

test('a schema takes metrics of its namespace with exactly its dimensions', () => {
  const query = '{AWS/Kinesis,StreamName,ShardId}';
  assert.ok(finds(query, 'M', { ShardId: '0', StreamName: 'x' }));
  assert.not(finds(query, 'M', { StreamName: 'x' }));
  assert.not(finds(query, 'M', { ShardId: '0', StreamName: 'x', Zone: 'a' }));
  assert.not(finds(query, 'M', { ShardId: '0', StreamName: 'x' }, 'AWS/Firehose'));
  assert.ok(finds('{AWS/Kinesis}', 'M', { StreamName: 'x' }));
  assert.ok(
    finds(
      '{"My Space", "Dim@Name"}, "Custom:Name"',
      'Custom:Name',
      { 'Dim@Name': '1' },
      'My Space',
    ),
  );
});

test('a quoted term matches a whole name, dimension or value, with its case', () => {
  assert.ok(finds('"CustomCount1"', 'CustomCount1'));
  assert.ok(finds('"CustomCount1"', 'M', { CustomCount1: 'a' }));
  assert.ok(finds('"CustomCount1"', 'M', { D: 'CustomCount1' }));
  assert.ok(finds('"CustomCount1"', 'M', {}, 'CustomCount1'));
  assert.not(finds('"customcount1"', 'CustomCount1'));
  assert.not(finds('"Custom"', 'CustomCount1'));
  assert.ok(
    finds(String.raw`"Europe\\France Traffic\(Network\)"`, 'Europe\\France Traffic(Network)'),
  );
});

test('a bare term matches one token in any case, and several only with the case of the name', () => {
  for (const term of [
    'count',
    'Count',
    'COUNT',
    'custom',
    '1',
    'CustomCount',
    'Count1',
    'CustomCount1',
  ]) {
    assert.ok(finds(term, 'CustomCount1'), term);
  }
  for (const term of ['couNT', 'customcount', 'count1', 'ustom', 'Count2']) {
    assert.not(finds(term, 'CustomCount1'), term);
  }
  assert.ok(finds('sdb', 'SDBFailure'));
  assert.ok(finds('failure', 'SDBFailure'));
  assert.ok(finds('shardId-000000000000', 'M', { ShardId: 'shardId-000000000000' }));
  assert.not(finds('shardId-000000000001', 'M', { ShardId: 'shardId-000000000000' }));
});

test('what stands between letters and digits only parts them', () => {
  for (const term of ['network/errors', 'network+errors', 'network-errors', 'Network_Errors']) {
    assert.ok(finds(term, 'Network-Errors-2'), term);
    assert.ok(finds(term, 'NetworkErrors2'), term);
  }
  assert.not(finds('"Network_Errors_2"', 'Network-Errors-2'));
});

test('a property narrows a term to one place', () => {
  assert.ok(
    finds('MetricName="IncomingRecords" StreamName="x"', 'IncomingRecords', { StreamName: 'x' }),
  );
  assert.not(finds('MetricName="x"', 'IncomingRecords', { StreamName: 'x' }));
  assert.not(finds('StreamName="x"', 'IncomingRecords', { StreamName: 'xy' }));
  assert.ok(finds('Namespace=kinesis', 'M'));
  assert.not(finds('constructor=x', 'M'));
});

test('terms are joined by AND unless told, OR binds looser, and NOT excludes', () => {
  const d = { Team: 'ProjectA' };
  assert.ok(finds('incoming records', 'IncomingRecords'));
  assert.not(finds('incoming AND bytes', 'IncomingRecords'));
  assert.ok(finds('incoming bytes OR records', 'IncomingRecords'));
  assert.not(finds('incoming (bytes OR outgoing)', 'IncomingRecords'));
  assert.ok(finds('(bytes OR incoming) AND (ProjectA OR ProjectB)', 'IncomingRecords', d));
  assert.not(finds('incoming NOT "ProjectA"', 'IncomingRecords', d));
  assert.ok(finds('NOT Namespace=AWS', 'M', {}, 'Shop'));
  assert.not(finds('NOT Namespace=AWS', 'M'));
  assert.ok(finds('NOT (a OR b) NOT c', 'M'));
  assert.not(finds('and', 'M'), 'a lower-case operator is a term');
});

function shards() {
  const aws = startCloudWatch();
  const record = (
    StreamName: string,
    ShardId: string,
    value: number,
    metricName = 'IncomingRecords',
  ) =>
    aws
      .state()
      .metrics.series(metric(metricName, { StreamName, ShardId }), 'Count')
      .record(value, HOUR);
  record('x', 'shardId-000000000001', 10);
  record('x', 'shardId-000000000000', 100);
  record('xy', 'shardId-000000000000', 7);
  record('x', 'shardId-000000000000', 9999, 'IncomingBytes');
  const search = (Expression: string, query: object = {}) =>
    aws
      .call<GetMetricDataOutput>('GetMetricData', {
        StartTime: at(0),
        EndTime: at(5),
        MetricDataQueries: [{ Id: 'q', Expression, ...query }],
      })
      .MetricDataResults?.map(({ Id, Label, Values }) => [Id, Label, ...(Values ?? [])]);
  return { ...aws, record, search };
}

const BY_SHARD = `SEARCH('{AWS/Kinesis,StreamName,ShardId} MetricName="IncomingRecords" StreamName="x"', 'Sum', 60)`;

test("SEARCH gives each shard's series under the label that tells it apart, all with the query's id", () => {
  assert.equal(shards().search(BY_SHARD), [
    ['q', 'shardId-000000000000', 100],
    ['q', 'shardId-000000000001', 10],
  ]);
});

test('a label stands before those of the series, and a dynamic one replaces them', () => {
  const { search } = shards();
  assert.equal(search(BY_SHARD, { Label: 'Records' })?.[0]?.[1], 'Records shardId-000000000000');
  const Label = `\${PROP('Dim.ShardId')} \${PROP('Stat')} of \${PROP('MetricName')}: \${MAX}`;
  assert.equal(
    search(BY_SHARD, { Label })?.[0]?.[1],
    'shardId-000000000000 Sum of IncomingRecords: 100',
  );
});

test('SEARCH follows resharding, and goes into math as an array', () => {
  const { search, record } = shards();
  record('x', 'shardId-000000000004', 90);
  assert.equal(search(`MAX(${BY_SHARD})/SUM(${BY_SHARD})*100`), [['q', 'q', 50]]);
  assert.equal(search(`SUM(${BY_SHARD})`, { Label: 'all' }), [['q', 'all', 200]]);
  assert.equal(search(`FIRST(SORT(${BY_SHARD}, SUM, DESC))`), [['q', 'q', 100]]);
});

test('a search that finds nothing has no series, and its sum no datapoints', () => {
  const { search } = shards();
  assert.equal(search(`SEARCH('{AWS/Nothing}', 'Sum', 60)`), []);
  assert.equal(search(`SUM(SEARCH('{AWS/Nothing}', 'Sum', 60))`), [['q', 'q']]);
});

test('a search without a period takes that of its query, and must have one', () => {
  const { search } = shards();
  const open = `SEARCH('{AWS/Kinesis,StreamName,ShardId} "xy"', 'Sum')`;
  assert.equal(search(open, { Period: 60 }), [['q', 'IncomingRecords', 7]]);
  assert.match(refusal(() => search(open)).message, /Period must not be null$/);
});

test('a malformed search is refused', () => {
  const { search } = shards();
  for (const text of [
    '',
    '{',
    '{}',
    '{A,}',
    '(a',
    'a)',
    'a OR',
    'NOT',
    'x=',
    '"open',
    'a AND OR b',
  ]) {
    const { code, message } = refusal(() => search(`SEARCH('${text}', 'Sum', 60)`));
    assert.equal(
      [code, message],
      ['ValidationError', "Error in expression 'q': Invalid syntax"],
      text,
    );
  }
  assert.match(refusal(() => search(`SEARCH('${'a'.repeat(1025)}', 'Sum', 60)`)).message, /1024/);
  assert.match(
    refusal(() => search("SEARCH(':aws.AccountId=1 a', 'Sum', 60)")).message,
    /Local AWS does not implement :aws\.AccountId in a search$/,
  );
});

test('a search finds up to 500 metrics, and says so when there are more', () => {
  const aws = startCloudWatch();
  for (let n = 0; n < 501; n += 1)
    aws
      .state()
      .metrics.series(metric(`m${n}`))
      .record(1, HOUR);
  const { MetricDataResults, Messages } = aws.call<GetMetricDataOutput>('GetMetricData', {
    StartTime: at(0),
    EndTime: at(5),
    MetricDataQueries: [{ Id: 'q', Expression: "SEARCH('{AWS/Kinesis}', 'Sum', 60)" }],
  });
  assert.is(MetricDataResults?.length, 500);
  assert.equal(Messages, [
    {
      Code: 'MaxMetricsExceeded',
      Value: 'The maximum number of allowed metrics, 500, has been exceeded',
    },
  ]);
});

test.run();
