import type { ListTagsForResourceCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';
import { tagsOf } from '../tags.ts';

export const listTagsForResource = define<ListTagsForResourceCommand>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 } },
  run({ ResourceARN }, call) {
    const tags = tagsOf(ResourceARN, call);
    return { Tags: [...tags].map(([Key, Value]) => ({ Key, Value })) };
  },
});
