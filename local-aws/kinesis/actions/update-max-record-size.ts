import type { UpdateMaxRecordSizeInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { BY_ARN, RECORD_KIB } from '../rules.ts';
import type { KinesisState } from '../state.ts';

export const updateMaxRecordSize = defineAction<KinesisState, UpdateMaxRecordSizeInput, object>({
  rules: { ...BY_ARN, MaxRecordSizeInKiB: RECORD_KIB },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const stream = state.stream(input);
    stream.requireActive();
    stream.update(() => {
      stream.maxRecordKiB = input.MaxRecordSizeInKiB;
    });
  },
});
