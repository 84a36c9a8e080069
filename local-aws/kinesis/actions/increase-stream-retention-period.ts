import type { IncreaseStreamRetentionPeriodInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { invalidArgument } from '../errors.ts';
import { requireRetention } from '../retention.ts';
import { STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const increaseStreamRetentionPeriod = defineAction<
  KinesisState,
  IncreaseStreamRetentionPeriodInput,
  object
>({
  rules: STREAM,
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    const { RetentionPeriodHours: hours } = input;
    requireRetention(hours);
    if (hours < stream.retentionHours) {
      throw invalidArgument(
        `Requested retention period (${hours} hours) for stream ${stream.name} can not be shorter than existing retention period (${stream.retentionHours} hours). Use DecreaseRetentionPeriod API.`,
      );
    }
    stream.requireActive();
    stream.update(() => stream.retain(hours));
  },
});
