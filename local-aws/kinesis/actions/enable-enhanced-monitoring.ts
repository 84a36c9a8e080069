import type {
  EnableEnhancedMonitoringInput,
  EnhancedMonitoringOutput,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { MONITORING } from '../rules.ts';
import { expand } from '../shard-level-metrics.ts';
import type { KinesisState } from '../state.ts';

/** The metrics are published from when the stream is ACTIVE again. */
export const enableEnhancedMonitoring = defineAction<
  KinesisState,
  EnableEnhancedMonitoringInput,
  EnhancedMonitoringOutput
>({
  rules: MONITORING,
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    stream.requireActive();
    const current = stream.shardLevelMetrics;
    const desired = expand([...current, ...input.ShardLevelMetrics]);
    stream.update(() => stream.monitor(desired));
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardLevelMetrics: [...current],
      DesiredShardLevelMetrics: desired,
    };
  },
});
