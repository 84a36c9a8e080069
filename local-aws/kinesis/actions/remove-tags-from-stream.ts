import type { RemoveTagsFromStreamInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { STREAM, TAG_KEY } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { untag } from '../tags.ts';

export const removeTagsFromStream = defineAction<KinesisState, RemoveTagsFromStreamInput, object>({
  rules: { ...STREAM, TagKeys: { minLength: 1, maxLength: 50 }, 'TagKeys.member': TAG_KEY },
  unsupported: ['StreamId'],
  run(input, { state }) {
    untag(state.stream(input), input.TagKeys);
  },
});
