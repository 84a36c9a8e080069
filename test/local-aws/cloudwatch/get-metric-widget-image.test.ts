import { readFile } from 'node:fs/promises';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import {
  CloudWatchClient,
  GetDashboardCommand,
  GetMetricWidgetImageCommand,
  type GetMetricWidgetImageOutput,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { getMetricWidgetImage } from '../../../local-aws/cloudwatch/actions/get-metric-widget-image.ts';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import type { CloudWatchState } from '../../../local-aws/cloudwatch/state.ts';
import { readPng } from '../../charts/read-png.ts';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';
import { HOUR, MINUTE, refusal, startCloudWatch } from './support.ts';

const STREAM = 'hot-shard-data-stream';
const HOT = '#ff0000';
const COLD = '#0000ff';
const shardId = (shard: number) => `shardId-00000000000${shard}`;

/** Ten minutes of records for four shards, of which the first gets ten times as many. */
function fill({ metrics }: CloudWatchState, endMs: number): void {
  for (const metricName of [
    'IncomingRecords',
    'IncomingBytes',
    'WriteProvisionedThroughputExceeded',
  ]) {
    for (const shard of [0, 1, 2, 3]) {
      const dimensions = { StreamName: STREAM, ShardId: shardId(shard) };
      const series = metrics.series({ namespace: 'AWS/Kinesis', metricName, dimensions }, 'Count');
      for (let minute = 1; minute <= 10; minute += 1) {
        series.record(shard === 0 ? 12_000 : 1_200, endMs - minute * MINUTE);
      }
    }
  }
}

const METRIC = ['AWS/Kinesis', 'IncomingRecords', 'StreamName', STREAM, 'ShardId'];
const TWO_SHARDS = {
  stat: 'Sum',
  period: 60,
  start: '-PT15M',
  legend: { position: 'hidden' },
  metrics: [
    [...METRIC, shardId(0), { color: HOT }],
    ['...', shardId(1), { color: COLD }],
  ],
};

/** CloudWatch alone, with records, and with what draws loaded as the wire does it. */
async function withRecords() {
  await getMetricWidgetImage.load?.();
  const aws = startCloudWatch();
  fill(aws.state(), HOUR + 30 * MINUTE);
  const image = (widget: object | string, more: object = {}) => {
    const MetricWidget = typeof widget === 'string' ? widget : JSON.stringify(widget);
    const input = { MetricWidget, ...more };
    return (
      aws.call<GetMetricWidgetImageOutput>('GetMetricWidgetImage', input).MetricWidgetImage ??
      new Uint8Array()
    );
  };
  return { ...aws, image, pixels: (widget: object) => readPng(image(widget)) };
}

test('A picture is a PNG of 600 by 400 pixels, or of the size that is asked for', async () => {
  const { pixels } = await withRecords();
  const size = (more: object) => {
    const { width, height } = pixels({ ...TWO_SHARDS, ...more });
    return [width, height];
  };
  assert.equal(size({}), [600, 400]);
  assert.equal(size({ width: 300, height: 200 }), [300, 200]);
  assert.equal(size({ width: 2000, height: 1 }), [2000, 1]);
});

test('Every line is there in its colour, and none where there are no data', async () => {
  const { pixels } = await withRecords();
  assert.ok(pixels(TWO_SHARDS).count(HOT) > 100);
  assert.ok(pixels(TWO_SHARDS).count(COLD) > 100);
  const yesterday = { ...TWO_SHARDS, start: '-P1D', end: '-PT12H' };
  assert.is(pixels(yesterday).count(HOT), 0);
  assert.is(pixels({ ...TWO_SHARDS, metrics: [['A', 'b', { color: HOT }]] }).count(HOT), 0);
});

test('The same widget is the same picture at the same time', async () => {
  const { image, passMinutes } = await withRecords();
  const before = image(TWO_SHARDS);
  assert.equal(image(TWO_SHARDS), before);
  passMinutes(5);
  assert.not.equal(image(TWO_SHARDS), before);
});

test('A hidden metric is not drawn, but its expression is', async () => {
  const { pixels } = await withRecords();
  const { count } = pixels({
    ...TWO_SHARDS,
    metrics: [
      [...METRIC, shardId(0), { id: 'm1', visible: false, color: HOT }],
      [{ expression: 'm1/2', color: COLD }],
    ],
  });
  assert.is(count(HOT), 0);
  assert.ok(count(COLD) > 100);
});

test('Every view draws the newest values', async () => {
  const { pixels } = await withRecords();
  for (const view of ['timeSeries', 'singleValue', 'bar', 'pie', 'gauge']) {
    const yAxis = { left: { min: 0, max: 60_000 } };
    const { count } = pixels({ ...TWO_SHARDS, view, yAxis });
    assert.ok(count(HOT) > 20 && count(COLD) > 20, view);
  }
});

test('A single value has its course under it where the widget asks for it', async () => {
  const { pixels } = await withRecords();
  const single = { ...TWO_SHARDS, view: 'singleValue' };
  const colours = (more: object) => pixels({ ...single, ...more }).count(HOT);
  assert.ok(colours({ sparkline: true }) > 1.5 * colours({}));
});

test('The time zone, the start and the end move the picture', async () => {
  const { image } = await withRecords();
  const utc = image(TWO_SHARDS);
  assert.not.equal(image({ ...TWO_SHARDS, timezone: '+0530' }), utc);
  const absolute = { start: '2026-11-02T10:15:00Z', end: '2026-11-02T10:30:00Z' };
  assert.equal(image({ ...TWO_SHARDS, ...absolute }), utc);
  assert.equal(image({ ...TWO_SHARDS, liveData: true, timezone: '+0000' }), utc);
});

test('A widget that is no JSON object, or too large, is refused', async () => {
  const { image } = await withRecords();
  for (const widget of ['', '[]', '{', '"x"', 'null']) {
    const { code, message } = refusal(() => image(widget));
    assert.equal(
      [code, message],
      ['ValidationError', 'The field MetricWidget must be a valid JSON object'],
    );
  }
  const { message } = refusal(() => image({ ...TWO_SHARDS, title: 'x'.repeat(102_400) }));
  assert.is(message, 'The field MetricWidget must not be larger than 102400 bytes');
});

test('All that is wrong with a widget is told at once, each with its place', async () => {
  const { image } = await withRecords();
  const { code, message } = refusal(() =>
    image({
      width: 2001,
      height: 0,
      start: 'yesterday',
      timezone: 'UTC',
      period: 7,
      metrics: [['AWS/Kinesis']],
      annotations: { horizontal: [{ label: 'no value' }], vertical: [{ value: 3 }] },
    }),
  );
  assert.is(code, 'ValidationError');
  assert.match(message, /^The metric widget is invalid, there are 8 validation errors:\n/);
  const found = JSON.parse(message.slice(message.indexOf('['))) as { dataPath: string }[];
  assert.equal(found.map(({ dataPath }) => dataPath).sort(), [
    '/annotations/horizontal/0',
    '/annotations/vertical/0/value',
    '/height',
    '/metrics/0',
    '/period',
    '/start',
    '/timezone',
    '/width',
  ]);
});

test('A widget without metrics, with more than 100 or with nothing to repeat is refused', async () => {
  const { image } = await withRecords();
  const told = (widget: object) => refusal(() => image(widget)).message;
  assert.match(told({}), /Should have required property 'metrics'/);
  assert.match(told({ metrics: [] }), /Should NOT have less than 1 items/);
  const many = Array.from({ length: 101 }, (_, n) => ['Shop', `m${n}`]);
  assert.match(told({ metrics: many }), /Should NOT have more than 100 items/);
  assert.match(told({ metrics: [['.', 'b']] }), /Should name a namespace, a metric/);
  assert.match(told({ ...TWO_SHARDS, view: 'gauge' }), /required property 'min'/);
});

test('Bad queries and time ranges are refused as GetMetricData refuses them', async () => {
  const { image } = await withRecords();
  const told = (widget: object) => {
    const { code, message } = refusal(() => image({ ...TWO_SHARDS, ...widget }));
    return `${code}: ${message}`;
  };
  assert.match(
    told({ metrics: [[{ expression: 'm9' }]] }),
    /^ValidationError: Error in expression/,
  );
  assert.match(told({ stat: 'Most' }), /^ValidationError: The value Most .*not a valid statistic/);
  assert.match(
    told({ start: '-PT1H', end: '-PT2H' }),
    /^ValidationError: The parameter EndTime must be greater than StartTime/,
  );
});

test('What is not drawn here is refused by name', async () => {
  const { image } = await withRecords();
  const told = (widget: object, more: object = {}) =>
    refusal(() => image({ ...TWO_SHARDS, ...widget }, more)).message;
  assert.match(told({ view: 'table' }), /does not implement pictures of the view table$/);
  assert.match(told({ setPeriodToTimeRange: true }), /setPeriodToTimeRange/);
  assert.match(told({ annotations: { alarms: ['arn'] } }), /alarms in pictures/);
  assert.match(told({ region: 'eu-west-1' }), /in us-east-1 of metrics in eu-west-1/);
  assert.match(told({}, { OutputFormat: 'image/png' }), /OutputFormat image\/png/);
});

test('An output format that CloudWatch does not have is a failed constraint', async () => {
  const { image } = await withRecords();
  const { code, message } = refusal(() => image(TWO_SHARDS, { OutputFormat: 'gif' }));
  assert.is(code, 'ValidationError');
  assert.is(
    message,
    "1 validation error detected: Value 'gif' at 'outputFormat' failed to satisfy constraint: Member must satisfy enum value set: [png, image/png]",
  );
});

test('The SDK gets bytes and a Query client base64, of the same picture', async () => {
  await withLocalAws(async (aws) => {
    const now = aws.partition.clock.now();
    fill(aws.partition.state(cloudwatch, '123456789012', 'us-east-1'), now);
    const client = new CloudWatchClient(clientOptions(aws));
    const MetricWidget = JSON.stringify(TWO_SHARDS);
    const { MetricWidgetImage } = await client.send(
      new GetMetricWidgetImageCommand({ MetricWidget }),
    );
    const form = { Action: 'GetMetricWidgetImage', Version: '2010-08-01', MetricWidget };
    const response = await fetch(aws.url, { method: 'POST', body: new URLSearchParams(form) });
    assert.is(response.headers.get('content-type'), 'text/xml');
    const encoded = /<MetricWidgetImage>(.*)<\/MetricWidgetImage>/.exec(await response.text())?.[1];
    assert.is(Buffer.from(MetricWidgetImage ?? []).toString('base64'), encoded);
    assert.ok(readPng(MetricWidgetImage ?? new Uint8Array()).count(HOT) > 100);
    client.destroy();
  });
});

test("Every widget of the workshop's dashboard draws", async () => {
  await withLocalAws(async (aws) => {
    fill(aws.partition.state(cloudwatch, '123456789012', 'us-east-1'), aws.partition.clock.now());
    const TemplateBody = await readFile('templates/04-dashboard.yaml', 'utf8');
    const cloudFormation = new CloudFormationClient(clientOptions(aws));
    await cloudFormation.send(new CreateStackCommand({ StackName: 'dashboard', TemplateBody }));
    aws.partition.clock.advance(60);
    const client = new CloudWatchClient(clientOptions(aws));
    const DashboardName = 'kinesis-per-shard-metrics';
    const { DashboardBody = '' } = await client.send(new GetDashboardCommand({ DashboardName }));
    const { widgets } = JSON.parse(DashboardBody) as {
      widgets: { type: string; properties: object }[];
    };
    const drawn = widgets.filter(({ type }) => type === 'metric');
    assert.ok(drawn.length > 0);
    for (const { properties } of drawn) {
      const MetricWidget = JSON.stringify({ ...properties, start: '-PT15M' });
      const { MetricWidgetImage } = await client.send(
        new GetMetricWidgetImageCommand({ MetricWidget }),
      );
      const { count } = readPng(MetricWidgetImage ?? new Uint8Array());
      assert.ok(count('#00798c') > 100, MetricWidget);
    }
    cloudFormation.destroy();
    client.destroy();
  });
});

test.run();
