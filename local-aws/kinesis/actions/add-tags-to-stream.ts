import type { AddTagsToStreamInput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { STREAM, TAGS } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { tag } from '../tags.ts';

export const addTagsToStream = defineAction<KinesisState, AddTagsToStreamInput, object>({
  rules: { ...STREAM, Tags: TAGS },
  unsupported: ['StreamId'],
  run(input, { state }) {
    tag(state.stream(input), input.Tags);
  },
});
