import type {
  DisableEnhancedMonitoringInput,
  EnhancedMonitoringOutput,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { MONITORING } from '../rules.ts';
import { expand } from '../shard-level-metrics.ts';
import type { KinesisState } from '../state.ts';

export const disableEnhancedMonitoring = defineAction<
  KinesisState,
  DisableEnhancedMonitoringInput,
  EnhancedMonitoringOutput
>({
  rules: MONITORING,
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    stream.requireActive();
    const current = stream.shardLevelMetrics;
    const unwanted = expand(input.ShardLevelMetrics);
    const desired = current.filter((metric) => !unwanted.includes(metric));
    stream.update(() => stream.monitor(desired));
    return {
      StreamName: stream.name,
      StreamARN: stream.arn,
      CurrentShardLevelMetrics: [...current],
      DesiredShardLevelMetrics: desired,
    };
  },
});
