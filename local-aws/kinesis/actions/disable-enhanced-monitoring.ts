import type {
  DisableEnhancedMonitoringInput,
  EnhancedMonitoringOutput,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { changeMonitoring } from '../change-monitoring.ts';
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
    const unwanted = expand(input.ShardLevelMetrics);
    return changeMonitoring(state.stream(input), (current) =>
      current.filter((metric) => !unwanted.includes(metric)),
    );
  },
});
