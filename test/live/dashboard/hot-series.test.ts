import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { MetricRow, MetricWidget } from '../../../charts/widget/metric-widget.ts';
import { widgetQueries } from '../../../charts/widget/widget-queries.ts';
import { markHot } from '../../../src/live/dashboard/hot-series.ts';

const SHARDS = ['shardId-000000000000', 'shardId-000000000001', 'shardId-000000000002'];

/** The ids and labels that are marked, of series whose sums these are, by id and label. */
function hot(
  metrics: readonly MetricRow[],
  sums: readonly (readonly [id: string, label: string, sum: number])[],
  rest: Partial<MetricWidget> = {},
): string[] {
  const series = sums.map(([id, label, sum]) => ({
    id,
    label,
    periodMs: 60_000,
    points: [[0, sum / 2] as const, [60_000, sum / 2] as const],
  }));
  const marked = markHot(widgetQueries({ stat: 'Sum', ...rest, metrics }), series, {
    minLead: 2,
    minMinutes: 2,
  });
  return marked.flatMap(({ id, label, hot }) => (hot ? `${id} ${label}` : []));
}

function row(shard: number, metric = 'IncomingRecords', stream = 's', properties = {}): MetricRow {
  const shardId = SHARDS[shard] ?? '';
  return ['AWS/Kinesis', metric, 'StreamName', stream, 'ShardId', shardId, properties];
}

const search = (terms: string, stat = 'Sum', schema = 'AWS/Kinesis,StreamName,ShardId') =>
  `SEARCH('{${schema}} ${terms}', '${stat}', 60)`;

test('The shard that leads by so many times is hot', () => {
  const rows = [row(0), row(1), row(2)];
  const sums = (first: number) =>
    [
      ['row1', 'a', 50],
      ['row2', 'b', first],
      ['row3', 'c', 10],
    ] as const;
  assert.equal(hot(rows, sums(100)), ['row2 b']);
  assert.equal(hot(rows, sums(99)), []);
});

test('A shard beside idle ones is hot; one alone, or one of idle ones, is not', () => {
  assert.equal(
    hot(
      [row(0), row(1)],
      [
        ['row1', 'a', 5],
        ['row2', 'b', 0],
      ],
    ),
    ['row1 a'],
  );
  assert.equal(hot([row(0)], [['row1', 'a', 5]]), []);
  assert.equal(
    hot(
      [row(0), row(1)],
      [
        ['row1', 'a', 0],
        ['row2', 'b', 0],
      ],
    ),
    [],
  );
});

test('Each metric and each stream has a hot shard of its own', () => {
  const rows = [
    row(0),
    row(1),
    row(0, 'IncomingBytes'),
    row(1, 'IncomingBytes'),
    row(0, 'IncomingRecords', 'another'),
    row(1, 'IncomingRecords', 'another'),
  ];
  const sums = [9, 1, 10, 900, 70, 70].map((sum, at) => [`row${at + 1}`, '', sum] as const);
  assert.equal(hot(rows, sums), ['row1 ', 'row4 ']);
});

test('Averages, throttles and the metrics of others mark none', () => {
  const sums = [
    ['row1', 'a', 90],
    ['row2', 'b', 1],
  ] as const;
  assert.equal(hot([row(0), row(1)], sums, { stat: 'Average' }), []);
  const throttles = 'WriteProvisionedThroughputExceeded';
  assert.equal(hot([row(0, throttles), row(1, throttles)], sums), []);
  const custom = (value: string): MetricRow => ['Mine', 'IncomingRecords', 'ShardId', value];
  assert.equal(hot([custom('0'), custom('1')], sums), []);
});

test('A search that finds shards tells them apart by its labels', () => {
  const found = [
    ['row1', `${SHARDS[0]} (max 3)`, 10],
    ['row1', `${SHARDS[1]} (max 40)`, 80],
    ['row1', `${SHARDS[2]} (max 1)`, 2],
  ] as const;
  const expression = search('MetricName="IncomingRecords" StreamName="s"');
  assert.equal(hot([[{ expression }]], found), [`row1 ${SHARDS[1]} (max 40)`]);
  for (const other of [
    search('MetricName="IncomingRecords" StreamName="s"', 'Average'),
    search('MetricName="WriteProvisionedThroughputExceeded" StreamName="s"'),
    search('MetricName="IncomingRecords" StreamName="s"', 'Sum', 'AWS/Kinesis,StreamName'),
    search('MetricName=("IncomingRecords" OR "IncomingBytes") StreamName="s"'),
    `${expression}/60`,
    'METRICS()',
  ]) {
    assert.equal(hot([[{ expression: other }]], found), [], other);
  }
});

test('A search through several streams compares the shards of each', () => {
  const found = [
    ['row1', `one ${SHARDS[0]}`, 90],
    ['row1', `one ${SHARDS[1]}`, 10],
    ['row1', `two ${SHARDS[0]}`, 5],
    ['row1', `two ${SHARDS[1]}`, 5],
  ] as const;
  assert.equal(hot([[{ expression: search('MetricName="IncomingBytes"') }]], found), [
    `row1 one ${SHARDS[0]}`,
  ]);
});

test.run();
