import type { UntagResourceCommandOutput, UntagResourceInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import type { CloudWatchState } from '../state.ts';
import { tagsOf } from '../tags.ts';

export const untagResource = defineAction<
  CloudWatchState,
  UntagResourceInput,
  UntagResourceCommandOutput
>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 } },
  run({ ResourceARN, TagKeys }, call) {
    const tags = tagsOf(ResourceARN, call.state, call);
    for (const key of TagKeys) tags.delete(key);
  },
});
