import type { ListTagsForStreamInput, ListTagsForStreamOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { STREAM, TAG_KEY } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { listTags } from '../tags.ts';

export const listTagsForStream = defineAction<
  KinesisState,
  ListTagsForStreamInput,
  ListTagsForStreamOutput
>({
  rules: { ...STREAM, ExclusiveStartTagKey: TAG_KEY, Limit: { min: 1, max: 50 } },
  unsupported: ['StreamId'],
  run(input, { state }) {
    const after = input.ExclusiveStartTagKey ?? '';
    const tags = listTags(state.stream(input)).filter(({ Key }) => Key > after);
    const page = tags.slice(0, input.Limit);
    return { Tags: page, HasMoreTags: page.length < tags.length };
  },
});
