import { defineStep, type Progress, type Workshop } from '../src/contract.ts';
import { dashboardStack, deployDashboard } from '../src/dashboard/dashboard-stack.ts';
import { judgedWindow } from '../src/judged-window.ts';
import { cliTime, isEmpty, MINUTE_MS, type MinuteWindow, TOO_YOUNG } from '../src/minutes.ts';
import { deleteStack } from '../src/stack/deploy-stack.ts';
import { deployCommand } from '../src/stack/stack-command.ts';
import { shardSumsByMinute } from '../src/stream/shard-metrics.ts';
import { type ListedShard, listAllShards, openShards } from '../src/stream/shards.ts';
import { type StreamDescription, waitForActive } from '../src/stream/stream.ts';

export default defineStep({
  title: 'See the hot shard on a dashboard',
  guide: `
Now the shards can be told apart, so draw them apart. The dashboard's first chart has one line a
shard: the records that the shard took in each minute, as a sum. Sum, because the average and the
maximum of \`IncomingRecords\` are those of single requests and say nothing of volume.

Beside it stand the hottest shard's share of all records, the records refused for each shard, and
the bytes. A shard at its limit stops growing at 60,000 records a minute and looks calm: what it
refused shows only in \`WriteProvisionedThroughputExceeded\`. Read both.

The first chart names its shards, so it goes blind after a split, whose children have new ids. The
one below it asks CloudWatch to SEARCH for the stream's shards, and follows.`,
  hint: 'The template takes the shard ids as a comma-separated list in its parameter ShardIds.',

  commands: (workshop) => {
    const { config, cloud } = workshop;
    const { stream, dashboard } = config.names;
    const shardIds = `$(aws kinesis list-shards --stream-name ${stream} --query 'join(\`","\`, Shards[].ShardId)' --output text ${cloud.cliOptions})`;
    return [
      deployCommand(workshop, dashboardStack(workshop, shardIds)),
      `aws cloudwatch get-dashboard --dashboard-name ${dashboard} --query DashboardBody --output text ${cloud.cliOptions}`,
    ];
  },

  takesSeconds: () => 60,

  adds: () => ({ dashboards: 1 }),

  async run(workshop, tell) {
    const { cloud, config } = workshop;
    const { stream, dashboard } = config.names;
    await waitForActive(workshop, tell);
    const shards = await listAllShards(cloud, stream);
    await deployDashboard(workshop, shards, tell);
    tell(await chart(workshop, await waitForActive(workshop, tell), shards));
    if (cloud.target === 'aws') {
      tell({
        kind: 'fact',
        text: `In the console: https://${cloud.region}.console.aws.amazon.com/cloudwatch/home?region=${cloud.region}#dashboards/dashboard/${dashboard}`,
      });
    }
  },

  async undo(workshop, tell) {
    await deleteStack(workshop, workshop.config.names.dashboardStack, tell);
  },
});

const TITLE = 'IncomingRecords per shard, sum of each minute';

/** The dashboard's first chart over the minutes that the check judges, for a terminal. */
async function chart(
  workshop: Workshop,
  stream: StreamDescription,
  shards: readonly ListedShard[],
): Promise<Progress> {
  const { cloud, config } = workshop;
  const window = await judgedWindow(workshop, stream, shards);
  if (isEmpty(window)) return { kind: 'fact', text: TOO_YOUNG };
  const { stream: name } = config.names;
  const shardIds = openShards(shards).map(({ shardId }) => shardId);
  const sums = await shardSumsByMinute(cloud, name, shardIds, 'IncomingRecords', window);
  const minutes = (window.endMs - window.startMs) / MINUTE_MS;
  const values = (byMinute: ReadonlyMap<number, number>): (number | null)[] =>
    Array.from(
      { length: minutes },
      (_, at) => byMinute.get(window.startMs + at * MINUTE_MS) ?? null,
    );
  return {
    kind: 'chart',
    title: TITLE,
    startMs: window.startMs,
    stepMs: MINUTE_MS,
    series: Object.fromEntries([...sums].map(([shardId, byMinute]) => [shardId, values(byMinute)])),
    widget: widget(name, shardIds, window),
  };
}

function widget(
  stream: string,
  shardIds: readonly string[],
  { startMs, endMs }: MinuteWindow,
): string {
  return JSON.stringify({
    title: TITLE,
    width: 880,
    height: 400,
    start: cliTime(startMs),
    end: cliTime(endMs),
    stat: 'Sum',
    period: MINUTE_MS / 1000,
    yAxis: { left: { min: 0, showUnits: false } },
    metrics: shardIds.map((shardId) => [
      'AWS/Kinesis',
      'IncomingRecords',
      'StreamName',
      stream,
      'ShardId',
      shardId,
      { label: shardId },
    ]),
  });
}
