import * as assert from 'uvu/assert';
import { again } from '../src/again.ts';
import { type Config, defineCheck, type Saw, type Workshop } from '../src/contract.ts';
import { dashboardBody } from '../src/dashboard/dashboard.ts';
import { type ChartedMetric, chartedMetrics, isElsewhen } from '../src/dashboard/dashboard-body.ts';
import { grouped } from '../src/grouped.ts';
import { totalsByShard } from '../src/insight/counts.ts';
import { type Leader, leaderOf, leadText, type Shortfall } from '../src/insight/dominance.ts';
import { judgedWindow } from '../src/judged-window.ts';
import { isEmpty, TOO_YOUNG, windowText } from '../src/minutes.ts';
import { times } from '../src/percent.ts';
import { stackIsComplete } from '../src/stack/stack-check.ts';
import { expectAllCounted, metricsOff } from '../src/still-to-come.ts';
import { rowsByTime } from '../src/stream/metric-rows.ts';
import { listAllShards, openShards } from '../src/stream/shards.ts';
import { expectSettledStream, type StreamDescription } from '../src/stream/stream.ts';

const remedy = (workshop: Workshop) => `Run step 4: ${again(workshop, 'workshop', '--only 4')}`;

/** What a metric of a shard is told by, and nothing else: one more, and it is another metric. */
const SHARD_DIMENSIONS = ['StreamName', 'ShardId'];

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
      const rows = shardRows(body);
      const wanted = rows.filter((row) => faultOf(row, workshop, stream) === undefined);
      const missing = open
        .map(({ shardId }) => shardId)
        .filter((id) => wanted.every((row) => shardIdOf(row) !== id));
      saw(`${open.length - missing.length} of ${open.length} open shards charted`, { missing });
      // the nearest row there is tells what stands in the way
      const near = rows.find((row) => missing.includes(shardIdOf(row)));
      const fault = near === undefined ? undefined : faultOf(near, workshop, stream);
      assert.equal(
        missing,
        [],
        `Not charted: ${missing.join(', ')}${fault === undefined ? '' : `. ${fault}`}`,
      );
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
      const { rows, isOfStream } = drawnRows(
        await expectDashboard(workshop, saw),
        workshop,
        stream,
      );
      const shards = await listAllShards(cloud, config.names.stream);
      const window = await judgedWindow(workshop, stream, shards);
      const ids = shards.map(({ shardId }) => shardId);
      const charted = await rowsByTime(
        { ...cloud, cloudwatch: cloud.cloudwatchIn(rows[0]?.region ?? cloud.region) },
        new Map(
          rows.filter((row) => ids.includes(shardIdOf(row))).map((row) => [shardIdOf(row), row]),
        ),
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
      if (isOfStream) await expectAllCounted(workshop, stream, charted, window, told);
      assert.unreachable(`${told.reason}${metricsOff(stream)}`);
    },
  }),
];

/** Why the chart does not show the hot shard highest; undefined when it does. */
function shortfallOf(
  leader: Leader | undefined,
  during: string,
  { hotShardId, minLead }: Pick<Config['dominance'], 'hotShardId' | 'minLead'>,
): Pick<Shortfall, 'kind' | 'reason'> | undefined {
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

/** The rows of a dashboard that chart what the shards of some stream received. */
function shardRows(body: string): ChartedMetric[] {
  return chartedMetrics(body).filter(
    ({ namespace, metricName, dimensions }) =>
      namespace === 'AWS/Kinesis' &&
      metricName === 'IncomingRecords' &&
      dimensions.ShardId !== undefined,
  );
}

function shardIdOf({ dimensions }: ChartedMetric): string {
  return String(dimensions.ShardId);
}

/** How a row does not show what the demo shows; undefined when it does. */
function faultOf(
  { dimensions, region, stat, periodSeconds, visible, accountId, range }: ChartedMetric,
  { cloud, config }: Workshop,
  stream: StreamDescription,
): string | undefined {
  if (dimensions.StreamName !== config.names.stream) {
    return `The chart shows stream ${dimensions.StreamName}, not ${config.names.stream}`;
  }
  const others = Object.keys(dimensions).filter((name) => !SHARD_DIMENSIONS.includes(name));
  if (others.length > 0) {
    return `No metric of a shard has a dimension ${others.join(' or ')}: its row charts nothing`;
  }
  if (region !== cloud.region) return `The chart shows region ${region}, not ${cloud.region}`;
  if (stat !== 'Sum') return `The chart shows ${stat}, which is no volume: take Sum`;
  if (!visible) return 'The chart hides it: its row says "visible": false';
  if (!isOwn(accountId, stream)) return `The chart shows account ${accountId}`;
  if (periodSeconds !== 60) return `The chart’s period is ${periodSeconds} s, not 60`;
  if (isElsewhen(range, cloud.now())) {
    return `The ${range.of} shows ${range.start ?? ''} to ${range.end ?? 'now'}, and nothing of now`;
  }
  return undefined;
}

/** Whether a row shows the account of the stream: it is named in the stream's ARN. */
function isOwn(accountId: string, { StreamARN }: StreamDescription): boolean {
  return accountId === '' || accountId === StreamARN.split(':')[4];
}

/**
 * The rows that tell which shard is highest: those of the stream. That a dashboard has none is
 * another check's fact; here counts what it draws in their place, in the region of the first.
 */
function drawnRows(
  body: string,
  workshop: Workshop,
  stream: StreamDescription,
): { readonly rows: readonly ChartedMetric[]; readonly isOfStream: boolean } {
  const all = shardRows(body);
  const ofStream = all.filter((row) => faultOf(row, workshop, stream) === undefined);
  if (ofStream.length > 0) return { rows: ofStream, isOfStream: true };
  const drawn = all.filter(({ visible, accountId }) => visible && isOwn(accountId, stream));
  const rows = drawn.filter(({ region }) => region === drawn[0]?.region);
  return { rows, isOfStream: false };
}

function dashboardCommand({ config, cloud }: Workshop): string {
  return `aws cloudwatch get-dashboard --dashboard-name ${config.names.dashboard} --query DashboardBody --output text ${cloud.cliOptions}`;
}
