import {
  DisableEnhancedMonitoringCommand,
  EnableEnhancedMonitoringCommand,
  ResourceInUseException,
} from '@aws-sdk/client-kinesis';
import { defineStep, type Tell, type Workshop } from '../src/contract.ts';
import { describeStack, isOurs } from '../src/stack/stack.ts';
import { stackOf } from '../src/stack/stack-owner.ts';
import { enabledShardMetrics, SHARD_LEVEL_METRICS } from '../src/stream/shard-level-metrics.ts';
import { describeStream, type Wanted, waitForActive } from '../src/stream/stream.ts';

export default defineStep({
  title: 'Switch on shard-level metrics',
  guide: `
By default CloudWatch sees a stream as one thing: its metrics add all shards up. A stream at a
quarter of its capacity looks healthy, even when that quarter is one shard at its limit.

Enhanced monitoring publishes seven metrics for each shard, once a minute: records and bytes in and
out, the age of the oldest unread record, and the records refused on either side. They carry the
dimension \`ShardId\`, and they cost extra: each is a custom metric.

While the setting changes, the stream is UPDATING and refuses other changes; reading and writing go
on.`,
  hint: 'ALL stands for the seven metrics. If the stream is UPDATING, wait until it is ACTIVE.',

  commands: ({ config, cloud }) => {
    const { stream } = config.names;
    return [
      `aws kinesis enable-enhanced-monitoring --stream-name ${stream} --shard-level-metrics ALL ${cloud.cliOptions}`,
      `aws kinesis describe-stream-summary --stream-name ${stream} --query StreamDescriptionSummary.EnhancedMonitoring ${cloud.cliOptions}`,
    ];
  },

  takesSeconds: () => 60,

  adds: ({ stream }) => ({ customMetrics: stream.shardCount * SHARD_LEVEL_METRICS.length }),

  async run(workshop, tell) {
    const { kinesis } = workshop.cloud;
    const StreamName = workshop.config.names.stream;
    await whenActive(workshop, tell, async () => {
      const { CurrentShardLevelMetrics = [], DesiredShardLevelMetrics = [] } = await kinesis.send(
        new EnableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
      );
      const before = CurrentShardLevelMetrics.length;
      const after = DesiredShardLevelMetrics.length;
      tell({ kind: 'fact', text: `${before} shard-level metrics were on, ${after} are wanted` });
    });
    const stream = await waitForActive(workshop, tell, metricsOn(SHARD_LEVEL_METRICS.length));
    tell({ kind: 'fact', text: `On: ${enabledShardMetrics(stream).join(', ')}` });
  },

  async undo(workshop, tell) {
    const { kinesis } = workshop.cloud;
    const StreamName = workshop.config.names.stream;
    const stream = await describeStream(workshop);
    if (stream === undefined || stream.StreamStatus === 'DELETING') return;
    if (enabledShardMetrics(stream).length === 0) return;
    const owner = await stackOf(workshop.cloud, StreamName);
    const stack = owner === undefined ? undefined : await describeStack(workshop, owner);
    if (stack !== undefined && !isOurs(workshop, stack)) {
      const text = `Stream ${StreamName} belongs to stack ${owner}: its metrics are left on`;
      return tell({ kind: 'fact', text });
    }
    await whenActive(workshop, tell, async () => {
      await kinesis.send(
        new DisableEnhancedMonitoringCommand({ StreamName, ShardLevelMetrics: ['ALL'] }),
      );
    });
    await waitForActive(workshop, tell, metricsOn(0));
    tell({ kind: 'fact', text: `Shard-level metrics of ${StreamName} are off` });
  },
});

function metricsOn(count: number): Wanted {
  return {
    what: `with ${count} shard-level metrics on`,
    is: (stream) => enabledShardMetrics(stream).length === count,
  };
}

/** Makes a change once the stream is ACTIVE, again when somebody else's change came in between. */
async function whenActive(
  workshop: Workshop,
  tell: Tell,
  change: () => Promise<void>,
): Promise<void> {
  const { cloud, config } = workshop;
  const deadlineMs = cloud.now() + config.deadlines.streamSeconds * 1000;
  for (;;) {
    await waitForActive(workshop, tell);
    try {
      await change();
      return;
    } catch (error) {
      if (!(error instanceof ResourceInUseException) || cloud.now() > deadlineMs) throw error;
      await cloud.sleep(config.pollSeconds);
    }
  }
}
