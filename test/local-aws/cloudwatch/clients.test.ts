import {
  CloudWatchClient,
  DashboardInvalidInputError,
  GetMetricDataCommand,
  GetMetricStatisticsCommand,
  PutDashboardCommand,
  PutMetricDataCommand,
  paginateListMetrics,
} from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';

/** A client of an empty local AWS, whose clock stands at half a minute past noon. */
async function withClient(use: (client: CloudWatchClient) => Promise<void>): Promise<void> {
  await withLocalAws(async (aws) => {
    const client = new CloudWatchClient(clientOptions(aws));
    try {
      await use(client);
    } finally {
      client.destroy();
    }
  });
}

const NOON = Date.parse('2026-06-01T12:00:00Z');
const HOUR_OF_NOON = { StartTime: new Date(NOON - 1_800_000), EndTime: new Date(NOON + 1_800_000) };

const put = (client: CloudWatchClient, data: { MetricName: string; Value: number }[]) =>
  client.send(new PutMetricDataCommand({ Namespace: 'Shop', MetricData: data }));

test('the SDK publishes data, compressed when there is much of it, and reads it back', async () => {
  await withClient(async (client) => {
    await put(
      client,
      Array.from({ length: 600 }, (_, n) => ({ MetricName: `m${n}`, Value: n })),
    );
    const names: (string | undefined)[] = [];
    for await (const page of paginateListMetrics({ client }, { Namespace: 'Shop' })) {
      names.push(...(page.Metrics ?? []).map(({ MetricName }) => MetricName));
    }
    assert.is(new Set(names).size, 600);
    const query = {
      Id: 'm',
      MetricStat: {
        Metric: { Namespace: 'Shop', MetricName: 'm599' },
        Period: 60,
        Stat: 'Average',
      },
    };
    const { MetricDataResults = [] } = await client.send(
      new GetMetricDataCommand({ ...HOUR_OF_NOON, MetricDataQueries: [query] }),
    );
    assert.equal(MetricDataResults[0]?.Timestamps, [new Date(NOON)]);
    assert.equal(MetricDataResults[0]?.Values, [599]);
  });
});

test('the SDK gets statistics as numbers and dates', async () => {
  await withClient(async (client) => {
    await put(client, [
      { MetricName: 'm', Value: 1.5 },
      { MetricName: 'm', Value: 2 },
    ]);
    const { Datapoints } = await client.send(
      new GetMetricStatisticsCommand({
        ...HOUR_OF_NOON,
        Namespace: 'Shop',
        MetricName: 'm',
        Period: 60,
        Statistics: ['Sum'],
      }),
    );
    assert.equal(Datapoints, [{ Timestamp: new Date(NOON), Sum: 3.5, Unit: 'None' }]);
  });
});

test('a bad dashboard reaches the SDK as its error class, with the findings', async () => {
  await withClient(async (client) => {
    const DashboardBody = JSON.stringify({ widgets: [{ type: 'text', properties: {} }] });
    const error = await client
      .send(new PutDashboardCommand({ DashboardName: 'd', DashboardBody }))
      .then(() => undefined)
      .catch((reason) => reason);
    assert.instance(error, DashboardInvalidInputError);
    assert.equal(error.dashboardValidationMessages, [
      {
        DataPath: '/widgets/0/properties',
        Message: "Should have required property 'markdown'",
      },
    ]);
  });
});

test('a missing member reaches the SDK by name', async () => {
  await withClient(async (client) => {
    const error = await client
      .send(
        new PutMetricDataCommand({
          Namespace: undefined,
          MetricData: [{ MetricName: 'm', Value: 1 }],
        }),
      )
      .then(() => undefined)
      .catch((reason) => reason);
    assert.is(error?.message, 'The parameter Namespace is required.');
  });
});

test.run();
