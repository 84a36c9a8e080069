import { whole } from '../aws/whole.ts';
import type { StreamDescription } from './stream.ts';

/** The seven that `ALL` stands for. Source: EnableEnhancedMonitoring in the Kinesis API reference. */
export const SHARD_LEVEL_METRICS = [
  'IncomingBytes',
  'IncomingRecords',
  'IteratorAgeMilliseconds',
  'OutgoingBytes',
  'OutgoingRecords',
  'ReadProvisionedThroughputExceeded',
  'WriteProvisionedThroughputExceeded',
] as const;

/** The names of the shard-level metrics that a stream publishes, in alphabetical order. */
export function enabledShardMetrics(
  stream: Pick<StreamDescription, 'EnhancedMonitoring'>,
): string[] {
  const listed = stream.EnhancedMonitoring.flatMap(
    (metrics) => whole('DescribeStreamSummary', metrics, 'ShardLevelMetrics').ShardLevelMetrics,
  );
  // AWS may say ALL for the seven; so may an endpoint that keeps the word it was given.
  return listed.includes('ALL') ? [...SHARD_LEVEL_METRICS] : [...new Set<string>(listed)].sort();
}
