import type { DeleteStreamInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { STREAM } from '../rules.ts';
import type { KinesisState } from '../state.ts';

/** `EnforceConsumerDeletion` makes no difference: there are no consumers that could be in the way. */
export const deleteStream = defineAction<KinesisState, DeleteStreamInput, object>({
  rules: STREAM,
  unsupported: ['StreamId'],
  run(input, { state }) {
    state.delete(state.stream(input));
  },
});
