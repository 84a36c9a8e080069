import type { UpdateStreamModeInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { limitExceeded } from '../errors.ts';
import { CHANGES_PER_DAY } from '../limits.ts';
import { BY_ARN, STREAM_MODE } from '../rules.ts';
import type { KinesisState } from '../state.ts';

/**
 * The shards stay as they are. A provisioned stream knows no record distribution strategy: it places
 * records by their keys.
 */
export const updateStreamMode = defineAction<KinesisState, UpdateStreamModeInput, object>({
  rules: { ...BY_ARN, 'StreamModeDetails.StreamMode': STREAM_MODE },
  unsupported: ['StreamId', 'WarmThroughputMiBps'],
  run(input, { state }) {
    const stream = state.stream(input);
    const { StreamMode: mode } = input.StreamModeDetails;
    stream.requireActive();
    if (mode === stream.mode) return;
    if (mode === 'ON_DEMAND') state.requireOnDemandRoom();
    if (!stream.allowChange('mode', CHANGES_PER_DAY.mode)) {
      throw limitExceeded(
        `The mode of stream ${stream.name} under account ${stream.account} was changed more than ${CHANGES_PER_DAY.mode} times in 24 hours.`,
      );
    }
    stream.update(() => {
      stream.mode = mode;
      if (mode === 'PROVISIONED') stream.distribution = 'USER_PARTITION_KEY';
    });
  },
});
