import type { DescribeLimitsInput, DescribeLimitsOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { ON_DEMAND_STREAMS, shardLimit } from '../limits.ts';
import type { KinesisState } from '../state.ts';

export const describeLimits = defineAction<KinesisState, DescribeLimitsInput, DescribeLimitsOutput>(
  {
    run(_input, { state, region }) {
      return {
        ShardLimit: shardLimit(region),
        OpenShardCount: state.openShardCount,
        OnDemandStreamCount: state.onDemandStreamCount,
        OnDemandStreamCountLimit: ON_DEMAND_STREAMS,
      };
    },
  },
);
