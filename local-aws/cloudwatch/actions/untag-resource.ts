import type { UntagResourceCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';
import { tagsOf } from '../tags.ts';

export const untagResource = define<UntagResourceCommand>({
  rules: { ResourceARN: { minLength: 1, maxLength: 1024 } },
  run({ ResourceARN, TagKeys }, call) {
    const tags = tagsOf(ResourceARN, call);
    for (const key of TagKeys) tags.delete(key);
  },
});
