import type { TagResourceInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { RESOURCE, TAGS } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { requireTags, tag } from '../tags.ts';

/** Streams are the only resources that there are: an ARN of anything else is not found. */
export const tagResource = defineAction<KinesisState, TagResourceInput, object>({
  rules: { ...RESOURCE, Tags: TAGS },
  unsupported: ['StreamId'],
  run(input, { state }) {
    requireTags(input.Tags);
    tag(state.stream({ StreamARN: input.ResourceARN }), input.Tags);
  },
});
