import type { ListStackResourcesCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { resourceFacts } from '../facts.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';

export const listStackResources = define<ListStackResourcesCommand>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const resources = [...state.get(StackName).resources.values()];
    const { items, ...next } = page(resources, NextToken, ({ logicalId }) => logicalId);
    const StackResourceSummaries = items.map((resource) => ({
      LastUpdatedTimestamp: new Date(resource.changedMs),
      ...resourceFacts(resource),
    }));
    return { StackResourceSummaries, ...next };
  },
});
