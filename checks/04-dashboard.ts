import type { StreamDescriptionSummary } from '@aws-sdk/client-kinesis';
import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { type Config, defineCheck, type Saw, type Workshop } from '../src/contract.ts';
import { dashboardBody } from '../src/dashboard.ts';
import { type ChartedMetric, chartedMetrics } from '../src/dashboard-body.ts';
import { grouped } from '../src/grouped.ts';
import { totalsByShard } from '../src/insight/counts.ts';
import { type Leader, leaderOf, leadText, type NearMiss } from '../src/insight/dominance.ts';
import { judgedWindow } from '../src/judged-window.ts';
import { isEmpty, TOO_YOUNG, windowText } from '../src/minutes.ts';
import { times } from '../src/percent.ts';
import { rowsByTime } from '../src/shard-metrics.ts';
import { listAllShards, openShards } from '../src/shards.ts';
import { stackIsComplete } from '../src/stack-check.ts';
import { expectAllCounted, metricsOff } from '../src/still-to-come.ts';
import { expectSettledStream } from '../src/stream.ts';

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
      const stream = await expectSettledStream(workshop, saw);
      const body = await expectDashboard(workshop, saw);
      const open = openShards(await listAllShards(cloud, config.names.stream));
      const byShard = chartedByShard(workshop, stream, body);
      const missing = open.map(({ shardId }) => shardId).filter((id) => !byShard.has(id));
      saw(`${open.length - missing.length} of ${open.length} open shards charted`, { missing });
      assert.equal(missing, [], explainMissing(workshop, stream, body, missing));
    },
  }),

  defineCheck({
    title: 'The dashboard’s own query shows the hot shard highest',
    remedy: (workshop) =>
      `Run step 3 for fresh traffic, then step 4: ${again(workshop, 'workshop', '--from 3')}`,
    expected: ({ dominance }) =>
      `${dominance.hotShardId} highest, ${dominance.minLead} times the second`,
    command: dashboardCommand,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      const { hotShardId, minLead } = config.dominance;
      const stream = await expectSettledStream(workshop, saw);
      const rows = chartedByShard(workshop, stream, await expectDashboard(workshop, saw));
      const shards = await listAllShards(cloud, config.names.stream);
      const window = await judgedWindow(workshop, stream, shards);
      const ids = shards.map(({ shardId }) => shardId);
      const charted = await rowsByTime(
        cloud,
        new Map([...rows].filter(([shardId]) => ids.includes(shardId))),
        window,
      );
      const leader = leaderOf(charted);
      const during = windowText(window);
      saw(
        leader === undefined
          ? 'no records'
          : `${leader.hottestShardId} highest with ${grouped(leader.records)} records, ${leadText(leader)}`,
        { window: during, records: totalsByShard(charted) },
      );
      assert.ok(charted.size > 0, 'The dashboard charts IncomingRecords of no shard of the stream');
      const shortfall = shortfallOf(leader, during, { hotShardId, minLead });
      if (shortfall === undefined) return;
      const told = isEmpty(window) ? { ...shortfall, reason: TOO_YOUNG } : shortfall;
      await expectAllCounted(workshop, stream, charted, window, told);
      assert.unreachable(`${told.reason}${metricsOff(stream)}`);
    },
  }),
];

/** Why the chart does not show the hot shard highest; undefined when it does. */
function shortfallOf(
  leader: Leader | undefined,
  during: string,
  { hotShardId, minLead }: Pick<Config['dominance'], 'hotShardId' | 'minLead'>,
): Pick<NearMiss, 'kind' | 'reason'> | undefined {
  if (leader === undefined)
    return { kind: 'nothing', reason: `The chart is empty from ${during}.` };
  const { hottestShardId: highest, lead } = leader;
  if (lead < minLead) {
    return {
      kind: 'even',
      reason: `No shard stands out on the dashboard: ${highest} shows ${leadText(leader)}; at least ${times(minLead)} the second's are needed.`,
    };
  }
  if (highest === hotShardId) return undefined;
  return {
    kind: 'another shard',
    reason: `${highest} is highest on the dashboard, not ${hotShardId}.`,
  };
}

/** The dashboard's body; a dashboard that is not there fails the check. */
async function expectDashboard(workshop: Workshop, saw: Saw): Promise<string> {
  const body = await dashboardBody(workshop);
  if (body === undefined) saw('no dashboard');
  assert.ok(body, `Dashboard ${workshop.config.names.dashboard} does not exist`);
  return body;
}

/** The rows of the dashboard that show what the demo shows, by shard id. */
function chartedByShard(
  { cloud, config }: Workshop,
  stream: StreamDescriptionSummary,
  body: string,
): ReadonlyMap<string, ChartedMetric> {
  const rows = chartedMetrics(body).filter(
    ({ namespace, metricName, dimensions, region, stat, periodSeconds, visible, accountId }) =>
      namespace === 'AWS/Kinesis' &&
      metricName === 'IncomingRecords' &&
      dimensions.StreamName === config.names.stream &&
      dimensions.ShardId !== undefined &&
      region === cloud.region &&
      stat === 'Sum' &&
      periodSeconds === 60 &&
      visible &&
      isOwn(accountId, stream),
  );
  return new Map(rows.map((row) => [String(row.dimensions.ShardId), row]));
}

/** Whether a row shows the account of the stream: it is named in the stream's ARN. */
function isOwn(accountId: string, { StreamARN = '' }: StreamDescriptionSummary): boolean {
  return accountId === '' || accountId === StreamARN.split(':')[4];
}

/** What stands in the way: the nearest row there is, compared with the one that is wanted. */
function explainMissing(
  { cloud, config }: Workshop,
  stream: StreamDescriptionSummary,
  body: string,
  missing: readonly string[],
): string {
  const rows = chartedMetrics(body).filter(
    ({ metricName, dimensions }) => metricName === 'IncomingRecords' && dimensions.ShardId,
  );
  const near = rows.find(({ dimensions }) => missing.includes(String(dimensions.ShardId)));
  const wanted = `Not charted: ${missing.join(', ')}`;
  if (near === undefined) return wanted;
  const { dimensions, region, stat, periodSeconds, visible, accountId } = near;
  if (dimensions.StreamName !== config.names.stream) {
    return `${wanted}. The chart shows stream ${dimensions.StreamName}, not ${config.names.stream}`;
  }
  if (region !== cloud.region) {
    return `${wanted}. The chart shows region ${region}, not ${cloud.region}`;
  }
  if (stat !== 'Sum') return `${wanted}. The chart shows ${stat}, which is no volume: take Sum`;
  if (!visible) return `${wanted}. The chart hides it: its row says "visible": false`;
  if (!isOwn(accountId, stream)) return `${wanted}. The chart shows account ${accountId}`;
  return `${wanted}. The chart’s period is ${periodSeconds} s, not 60`;
}

function dashboardCommand({ config, cloud }: Workshop): string {
  return `aws cloudwatch get-dashboard --dashboard-name ${config.names.dashboard} --query DashboardBody --output text ${cloud.cliOptions}`;
}
