import type { UntagResourceInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { RESOURCE, TAG_KEY } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { untag } from '../tags.ts';

export const untagResource = defineAction<KinesisState, UntagResourceInput, object>({
  rules: { ...RESOURCE, TagKeys: { minLength: 1, maxLength: 50 }, 'TagKeys.member': TAG_KEY },
  unsupported: ['StreamId'],
  run(input, { state }) {
    untag(state.stream({ StreamARN: input.ResourceARN }), input.TagKeys);
  },
});
