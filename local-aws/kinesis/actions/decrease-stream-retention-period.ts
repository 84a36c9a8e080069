import type { DecreaseStreamRetentionPeriodInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { changeRetention } from '../retention.ts';
import { STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const decreaseStreamRetentionPeriod = defineAction<
  KinesisState,
  DecreaseStreamRetentionPeriodInput,
  object
>({
  rules: STREAM,
  unsupported: ['StreamId'],
  run(input, { state }) {
    changeRetention(state.stream(input), input.RetentionPeriodHours, 'shorter');
  },
});
