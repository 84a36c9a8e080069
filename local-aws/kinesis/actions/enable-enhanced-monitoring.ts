import type {
  EnableEnhancedMonitoringInput,
  EnhancedMonitoringOutput,
} from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { changeMonitoring } from '../change-monitoring.ts';
import { MONITORING } from '../rules.ts';
import { expand } from '../shard-level-metrics.ts';
import type { KinesisState } from '../state.ts';

export const enableEnhancedMonitoring = defineAction<
  KinesisState,
  EnableEnhancedMonitoringInput,
  EnhancedMonitoringOutput
>({
  rules: MONITORING,
  unsupported: ['StreamId'],
  run(input, { state }) {
    return changeMonitoring(state.stream(input), (current) =>
      expand([...current, ...input.ShardLevelMetrics]),
    );
  },
});
