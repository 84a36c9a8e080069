import {
  type Dimension,
  GetDashboardCommand,
  GetMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { defineCheck, type Saw, type Workshop } from '../src/contract.ts';
import { type ChartedMetric, chartedMetrics } from '../src/dashboard-body.ts';
import { judgedMinutes, type MinuteWindow } from '../src/minutes.ts';
import { listAllShards, openShards } from '../src/shards.ts';
import { stackIsComplete } from '../src/stack-check.ts';
import { expectStream } from '../src/stream.ts';

const remedy = (workshop: Workshop) => `Run step 4: ${again(workshop, 'workshop', '--only 4')}`;

export default [
  stackIsComplete('dashboard', ({ config }) => config.names.dashboardStack, remedy),

  defineCheck({
    title: 'The dashboard is there',
    remedy,
    expected: ({ names }) => `dashboard ${names.dashboard}`,
    command: dashboardCommand,

    async run(workshop, saw) {
      const body = await expectDashboard(workshop, saw);
      saw(`dashboard ${workshop.config.names.dashboard}`, { bytes: body.length });
    },
  }),

  defineCheck({
    title: 'It charts IncomingRecords of every open shard',
    remedy: (workshop) => `${remedy(workshop)} (it lists the shards anew)`,
    expected: ({ names, stream }) =>
      `the Sum of IncomingRecords of ${names.stream}, every 60 s, for ${stream.shardCount} open shards`,
    command: dashboardCommand,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      await expectStream(workshop, saw);
      const body = await expectDashboard(workshop, saw);
      const open = openShards(await listAllShards(cloud, config.names.stream));
      const byShard = chartedByShard(workshop, body);
      const missing = open.map(({ shardId }) => shardId).filter((id) => !byShard.has(id));
      saw(`${open.length - missing.length} of ${open.length} open shards charted`, { missing });
      assert.equal(missing, [], explainMissing(workshop, body, missing));
    },
  }),

  defineCheck({
    title: 'The dashboard’s own query shows the hot shard highest',
    remedy: (workshop) =>
      `Run step 3 for fresh traffic, then step 4: ${again(workshop, 'workshop', '--from 3')}`,
    expected: ({ dominance }) => `${dominance.hotShardId} highest`,
    command: dashboardCommand,

    async run(workshop, saw) {
      const { hotShardId, windowMinutes } = workshop.config.dominance;
      const { StreamCreationTimestamp } = await expectStream(workshop, saw);
      const charted = chartedByShard(workshop, await expectDashboard(workshop, saw));
      const createdMs = StreamCreationTimestamp?.getTime() ?? 0;
      const window = judgedMinutes(workshop.cloud.now(), windowMinutes, createdMs);
      const sums = await runQueries(workshop, charted, window);
      const ranked = [...sums].sort(([, a], [, b]) => b - a);
      const [highest, records = 0] = ranked[0] ?? [];
      saw(records === 0 ? 'no records' : `${highest} highest with ${records} records`, {
        records: Object.fromEntries(ranked),
      });
      assert.ok(records > 0, `The chart is empty over the last ${windowMinutes} complete minutes`);
      assert.is(highest, hotShardId, `${highest} is highest on the dashboard, not ${hotShardId}`);
    },
  }),
];

/** The dashboard's body; a dashboard that is not there fails the check. */
async function expectDashboard({ cloud, config }: Workshop, saw: Saw): Promise<string> {
  const DashboardName = config.names.dashboard;
  try {
    const answer = await cloud.cloudwatch.send(new GetDashboardCommand({ DashboardName }), {
      abortSignal: cloud.signal,
    });
    return answer.DashboardBody ?? '';
  } catch (error) {
    if (!isNotFound(error)) throw error;
    saw('no dashboard');
    assert.unreachable(`Dashboard ${DashboardName} does not exist`);
    throw error;
  }
}

/** Both names share the Query code `ResourceNotFound`, and the SDK picks either of them. */
function isNotFound(error: unknown): boolean {
  return (
    error instanceof Error && ['DashboardNotFoundError', 'ResourceNotFound'].includes(error.name)
  );
}

/** The rows of the dashboard that show what the demo shows, by shard id. */
function chartedByShard(
  { cloud, config }: Workshop,
  body: string,
): ReadonlyMap<string, ChartedMetric> {
  const rows = chartedMetrics(body).filter(
    ({ namespace, metricName, dimensions, region, stat, periodSeconds }) =>
      namespace === 'AWS/Kinesis' &&
      metricName === 'IncomingRecords' &&
      dimensions.StreamName === config.names.stream &&
      dimensions.ShardId !== undefined &&
      region === cloud.region &&
      stat === 'Sum' &&
      periodSeconds === 60,
  );
  return new Map(rows.map((row) => [String(row.dimensions.ShardId), row]));
}

/** What stands in the way: the nearest row there is, compared with the one that is wanted. */
function explainMissing(
  { cloud, config }: Workshop,
  body: string,
  missing: readonly string[],
): string {
  const rows = chartedMetrics(body).filter(
    ({ metricName, dimensions }) => metricName === 'IncomingRecords' && dimensions.ShardId,
  );
  const near = rows.find(({ dimensions }) => missing.includes(String(dimensions.ShardId)));
  const wanted = `Not charted: ${missing.join(', ')}`;
  if (near === undefined) return wanted;
  const { dimensions, region, stat, periodSeconds } = near;
  if (dimensions.StreamName !== config.names.stream) {
    return `${wanted}. The chart shows stream ${dimensions.StreamName}, not ${config.names.stream}`;
  }
  if (region !== cloud.region) {
    return `${wanted}. The chart shows region ${region}, not ${cloud.region}`;
  }
  if (stat !== 'Sum') return `${wanted}. The chart shows ${stat}, which is no volume: take Sum`;
  return `${wanted}. The chart’s period is ${periodSeconds} s, not 60`;
}

/** Runs the chart's rows as CloudWatch would, and adds each shard's datapoints up. */
async function runQueries(
  { cloud }: Workshop,
  charted: ReadonlyMap<string, ChartedMetric>,
  { startMs, endMs }: MinuteWindow,
): Promise<Map<string, number>> {
  const rows = [...charted];
  const sums = new Map(rows.map(([shardId]) => [shardId, 0]));
  if (rows.length === 0) return sums;
  if (startMs === endMs) return sums; // CloudWatch refuses an empty time range
  const { MetricDataResults = [] } = await cloud.cloudwatch.send(
    new GetMetricDataCommand({
      StartTime: new Date(startMs),
      EndTime: new Date(endMs),
      MetricDataQueries: rows.map(([, row], at) => ({
        Id: `m${at}`,
        MetricStat: {
          Metric: {
            Namespace: row.namespace,
            MetricName: row.metricName,
            Dimensions: Object.entries(row.dimensions).map(
              ([Name, Value]): Dimension => ({ Name, Value }),
            ),
          },
          Period: row.periodSeconds,
          Stat: row.stat,
        },
      })),
    }),
    { abortSignal: cloud.signal },
  );
  for (const { Id = '', Values = [] } of MetricDataResults) {
    const shardId = rows[Number(Id.slice(1))]?.[0] ?? '';
    sums.set(
      shardId,
      Values.reduce((total, value) => total + value, 0),
    );
  }
  return sums;
}

function dashboardCommand({ config, cloud }: Workshop): string {
  return `aws cloudwatch get-dashboard --dashboard-name ${config.names.dashboard} --query DashboardBody --output text ${cloud.cliOptions}`;
}
