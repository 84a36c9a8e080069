import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Workshop } from '../../src/contract.ts';
import { WorkshopError } from '../../src/errors.ts';
import { dashboardPicture } from '../../src/picture/widget-picture.ts';
import { readPng } from '../charts/read-png.ts';
import { withWorkshop } from '../support/workshop.ts';

const CHART = {
  metrics: [['AWS/Kinesis', 'IncomingRecords', 'StreamName', 'orders']],
  region: 'us-east-1',
};

test('A widget is drawn in the shape that it has on the dashboard, unless it says its size', async () => {
  await withWorkshop(async (workshop) => {
    await putDashboard(workshop, [
      { type: 'text', properties: { markdown: 'Read this' } },
      { type: 'metric', x: 0, y: 0, width: 14, height: 10, properties: CHART },
      { type: 'metric', properties: { ...CHART, width: 300, height: 200 } },
    ]);
    assert.equal(await sizeOf(workshop, 1), { width: 840, height: 600 });
    assert.equal(await sizeOf(workshop, 2), { width: 300, height: 200 });
  });
});

test('The time range is that of the minutes, else of the widget, else of the dashboard', async () => {
  await withWorkshop(async (workshop) => {
    const asked: Record<string, unknown>[] = [];
    const { cloudwatch } = workshop.cloud;
    cloudwatch.middlewareStack.add(
      (next) => (args) => {
        const { MetricWidget } = args.input as { MetricWidget?: string };
        if (MetricWidget !== undefined) asked.push(JSON.parse(MetricWidget));
        return next(args);
      },
      { step: 'initialize' },
    );
    const start = '2026-06-01T11:00:00Z';
    await putDashboard(workshop, [
      { type: 'metric', properties: CHART },
      { type: 'metric', properties: { ...CHART, start } },
    ]);
    const draw = (widget: number, minutes?: number) =>
      dashboardPicture(workshop, { name: 'shards', widget, minutes });
    await draw(1);
    await draw(2);
    await draw(2, 15);
    assert.equal(
      asked.map((widget) => [widget.start, widget.end]),
      [
        ['-PT30M', undefined],
        [start, undefined],
        ['-PT15M', 'PT0H'],
      ],
    );
  });
});

test('A dashboard or a widget that is not there is told by name', async () => {
  await withWorkshop(async (workshop) => {
    await putDashboard(workshop, [{ type: 'metric', properties: CHART }]);
    assert.is(
      await refusal(workshop, 'shrads', 1),
      'not-found: Dashboard shrads does not exist in us-east-1.',
    );
    assert.is(
      await refusal(workshop, 'shards', 2),
      'not-found: Dashboard shards has 1 metric widget: there is no 2.',
    );
  });
});

async function putDashboard({ cloud }: Workshop, widgets: readonly object[]): Promise<void> {
  const DashboardBody = JSON.stringify({ start: '-PT30M', widgets });
  await cloud.cloudwatch.send(new PutDashboardCommand({ DashboardName: 'shards', DashboardBody }));
}

async function sizeOf(workshop: Workshop, widget: number) {
  const png = await dashboardPicture(workshop, { name: 'shards', widget, minutes: undefined });
  const { width, height } = readPng(png);
  return { width, height };
}

async function refusal(workshop: Workshop, name: string, widget: number): Promise<string> {
  try {
    await dashboardPicture(workshop, { name, widget, minutes: undefined });
  } catch (error) {
    if (error instanceof WorkshopError) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'a picture';
}

test.run();
