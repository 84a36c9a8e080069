import type { TagResourceCommandOutput, TagResourceInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import type { CloudWatchState } from '../state.ts';
import { addTags, TAG_RULES, tagsOf } from '../tags.ts';

export const tagResource = defineAction<
  CloudWatchState,
  TagResourceInput,
  TagResourceCommandOutput
>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 }, ...TAG_RULES },
  run({ ResourceARN, Tags }, call) {
    addTags(tagsOf(ResourceARN, call.state, call), Tags);
  },
});
