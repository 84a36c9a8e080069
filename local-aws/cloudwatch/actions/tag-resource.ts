import type { TagResourceCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';
import { addTags, TAG_RULES, tagsOf } from '../tags.ts';

export const tagResource = define<TagResourceCommand>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 }, ...TAG_RULES },
  run({ ResourceARN, Tags }, call) {
    addTags(tagsOf(ResourceARN, call), Tags);
  },
});
