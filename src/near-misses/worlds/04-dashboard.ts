import { GetDashboardCommand, PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { splitAt } from '../../cooling/split.ts';
import { deployDashboard } from '../../dashboard/dashboard-stack.ts';
import { HASH_KEYS, openShards } from '../../stream/shards.ts';
import { giveAway } from '../give-away.ts';
import { defineNearMiss } from '../near-miss.ts';
import { produced } from '../walked.ts';
import { HOT, untold, type World } from '../world.ts';

const step = '04-dashboard';
const STACK = 'The stack of the dashboard is complete';
const CHARTS = 'It charts IncomingRecords of every open shard';
const ALL_FOUR =
  'Not charted: shardId-000000000000, shardId-000000000001, shardId-000000000002, shardId-000000000003';

const LONG_PAST = '"start":"2020-01-01T00:00:00Z","end":"2020-01-01T01:00:00Z"';

export default [
  defineNearMiss({
    title: 'a stack of the dashboard that is someone else’s',
    step,
    rejectedBy: STACK,
    message:
      "Stack hot-shard-workshop-dashboard is not this workshop's: it lacks the tag workshop=kinesis-hot-shards",
    async build(world) {
      await produced(world, HOT);
      await world.run(4);
      await giveAway(world, world.config.names.dashboardStack);
    },
  }),

  defineNearMiss({
    title: 'a dashboard of another stream, as hot as this one',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The chart shows stream another-stream, not hot-shard-data-stream`,
    async build(world) {
      await produced(world, HOT);
      const { names } = world.config;
      const another = { ...names, stack: 'another-stack', stream: 'another-stream' };
      await produced(world.withConfig({ names: another }), HOT);
      await world.run(4);
      await redraw(world, (body) => body.replaceAll(names.stream, another.stream));
    },
  }),

  defineNearMiss({
    title: 'a dashboard of another region, as hot as this one',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The chart shows region eu-west-1, not us-east-1`,
    async build(world) {
      await produced(world, HOT);
      await world.elsewhere('eu-west-1', (another) => produced(another, HOT));
      await world.run(4);
      await redraw(world, (body) => body.replaceAll(world.cloud.region, 'eu-west-1'));
    },
  }),

  defineNearMiss({
    title: 'a dashboard with Average instead of Sum',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The chart shows Average, which is no volume: take Sum`,
    build: (world) => drawn(world, '"stat":"Sum"', '"stat":"Average"'),
  }),

  defineNearMiss({
    title: 'a dashboard with a missing shard',
    step,
    rejectedBy: CHARTS,
    message: 'Not charted: shardId-000000000002',
    build: (world) => drawn(world, ',["...","shardId-000000000002"]', ''),
  }),

  defineNearMiss({
    title: 'a dashboard of a metric that there is not in one row',
    step,
    rejectedBy: CHARTS,
    message:
      'Not charted: shardId-000000000003. No metric of a shard has a dimension Foo: its row charts nothing',
    build: (world) =>
      drawn(
        world,
        '["...","shardId-000000000003"]',
        `["AWS/Kinesis","IncomingRecords","StreamName","${world.config.names.stream}","ShardId","shardId-000000000003","Foo","bar"]`,
      ),
  }),

  defineNearMiss({
    title: 'a dashboard that hides a shard',
    step,
    rejectedBy: CHARTS,
    message: 'Not charted: shardId-000000000003. The chart hides it: its row says "visible": false',
    build: (world) => drawn(world, ...lastRow('"visible":false')),
  }),

  defineNearMiss({
    title: 'a dashboard of another account in one row',
    step,
    rejectedBy: CHARTS,
    message: 'Not charted: shardId-000000000003. The chart shows account 210987654321',
    build: (world) => drawn(world, ...lastRow('"accountId":"210987654321"')),
  }),

  defineNearMiss({
    title: 'a dashboard with a point every five minutes',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The chart’s period is 300 s, not 60`,
    build: (world) => drawn(world, '"period":60', '"period":300'),
  }),

  defineNearMiss({
    title: 'a chart of an hour that is long past',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The chart shows {time} to {time}, and nothing of now`,
    build: (world) => drawn(world, '"period":60', `"period":60,${LONG_PAST}`),
  }),

  defineNearMiss({
    title: 'a dashboard of an hour that is long past',
    step,
    rejectedBy: CHARTS,
    message: `${ALL_FOUR}. The dashboard shows {time} to {time}, and nothing of now`,
    build: (world) => drawn(world, '"start":"-PT30M"', LONG_PAST),
  }),

  defineNearMiss({
    title: 'a dashboard that lost the hot shard when it was split',
    step,
    rejectedBy: 'The dashboard’s own query shows the hot shard highest',
    message:
      "No shard stands out on the dashboard: shardId-000000000001 shows 1.0 times as many as shardId-000000000002; at least 2.0 times the second's are needed.",
    async build(world) {
      await produced(world, HOT);
      await world.run(4);
      const shards = await splitAt(world, HASH_KEYS / 8n, untold);
      await deployDashboard(world, openShards(shards), untold);
    },
  }),
];

/** The dashboard of step 4, with one piece of its body in place of another. */
async function drawn(world: World, piece: string, another: string): Promise<void> {
  await produced(world, HOT);
  await world.run(4);
  await redraw(world, (body) => body.replaceAll(piece, another));
}

function lastRow(member: string): [string, string] {
  return ['["...","shardId-000000000003"]', `["...","shardId-000000000003",{${member}}]`];
}

async function redraw(world: World, change: (body: string) => string): Promise<void> {
  const { cloudwatch } = world.cloud;
  const DashboardName = world.config.names.dashboard;
  const { DashboardBody = '' } = await cloudwatch.send(new GetDashboardCommand({ DashboardName }));
  const body = JSON.stringify(JSON.parse(DashboardBody));
  const changed = change(body);
  if (changed === body) throw new Error(`Nothing to change in dashboard ${DashboardName}`);
  await cloudwatch.send(new PutDashboardCommand({ DashboardName, DashboardBody: changed }));
}
