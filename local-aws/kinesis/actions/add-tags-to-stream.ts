import type { AddTagsToStreamInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { STREAM, TAGS } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { requireTags, tag } from '../tags.ts';

export const addTagsToStream = defineAction<KinesisState, AddTagsToStreamInput, object>({
  rules: { ...STREAM, Tags: TAGS },
  unsupported: ['StreamId'],
  run(input, { state }) {
    requireTags(input.Tags);
    tag(state.stream(input), input.Tags);
  },
});
