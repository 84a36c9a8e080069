import type { UpdateStreamRecordDistributionStrategyInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { invalidArgument } from '../errors.ts';
import { BY_ARN, DISTRIBUTION } from '../rules.ts';
import type { KinesisState } from '../state.ts';

/** Takes effect at once, as the API reference says: the stream stays ACTIVE. */
export const updateStreamRecordDistributionStrategy = defineAction<
  KinesisState,
  UpdateStreamRecordDistributionStrategyInput,
  object
>({
  rules: { ...BY_ARN, RecordDistributionStrategy: DISTRIBUTION },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    const { RecordDistributionStrategy: strategy } = input;
    stream.requireActive();
    if (strategy === 'AUTO' && stream.mode !== 'ON_DEMAND') {
      throw invalidArgument(
        'RecordDistributionStrategy AUTO is only supported for on-demand streams.',
      );
    }
    stream.distribution = strategy;
  },
});
