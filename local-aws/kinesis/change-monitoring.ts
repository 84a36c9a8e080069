import type { EnhancedMonitoringOutput } from '@aws-sdk/client-kinesis';
import type { ShardLevelMetric } from './shard-level-metrics.ts';
import type { Stream } from './stream.ts';

/**
 * Switches over to other shard-level metrics, which are published from when the stream is ACTIVE
 * again, and answers those before and after.
 *
 * @throws ResourceInUseException
 */
export function changeMonitoring(
  stream: Stream,
  desiredOf: (current: readonly ShardLevelMetric[]) => ShardLevelMetric[],
): Omit<EnhancedMonitoringOutput, '$metadata'> {
  stream.requireActive();
  const current = stream.shardLevelMetrics;
  const desired = desiredOf(current);
  stream.update(() => stream.monitor(desired));
  return {
    StreamName: stream.name,
    StreamARN: stream.arn,
    CurrentShardLevelMetrics: [...current],
    DesiredShardLevelMetrics: desired,
  };
}
