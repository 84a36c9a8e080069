import type { ListTagsForResourceInput, ListTagsForResourceOutput } from '@aws-sdk/client-kinesis';
import { defineAction } from '../../action.ts';
import { RESOURCE } from '../rules.ts';
import type { KinesisState } from '../state.ts';
import { listTags } from '../tags.ts';

export const listTagsForResource = defineAction<
  KinesisState,
  ListTagsForResourceInput,
  ListTagsForResourceOutput
>({
  rules: RESOURCE,
  unsupported: ['StreamId'],
  run(input, { state }) {
    return { Tags: listTags(state.stream({ StreamARN: input.ResourceARN })) };
  },
});
