import type {
  ListTagsForResourceCommandOutput,
  ListTagsForResourceInput,
} from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import type { CloudWatchState } from '../state.ts';
import { tagsOf } from '../tags.ts';

export const listTagsForResource = defineAction<
  CloudWatchState,
  ListTagsForResourceInput,
  ListTagsForResourceCommandOutput
>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 } },
  run({ ResourceARN }, call) {
    const tags = tagsOf(ResourceARN, call.state, call);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
});
