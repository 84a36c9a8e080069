import type { ListChangeSetsCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';

export const listChangeSets = define<ListChangeSetsCommand>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const changeSets = state.changeSetsOf(state.getLiving(StackName));
    const { items, ...next } = page(changeSets, NextToken, ({ summary }) => summary.ChangeSetId);
    return { Summaries: items.map(({ summary }) => summary), ...next };
  },
});
