import type { ListStacksCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { stackFacts } from '../facts.ts';
import { page } from '../paging.ts';
import { nextToken, stackStatus } from '../rules.ts';

export const listStacks = define<ListStacksCommand>({
  rules: { NextToken: nextToken, 'StackStatusFilter.member': stackStatus },
  run({ NextToken, StackStatusFilter: wanted = [] }, { state }) {
    const newestFirst = [...state.stacks.values()]
      .filter(({ status }) => wanted.length === 0 || wanted.includes(status))
      .reverse();
    const { items, ...next } = page(newestFirst, NextToken, ({ id }) => id);
    const StackSummaries = items.map((stack) => ({
      ...stackFacts(stack),
      TemplateDescription: stack.deployment?.template.description,
    }));
    return { StackSummaries, ...next };
  },
});
