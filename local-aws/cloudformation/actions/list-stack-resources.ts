import type {
  ListStackResourcesInput,
  ListStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStackWithId } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { resourceFacts } from '../views/described-resource.ts';

const PAGE_SIZE = 100;

export const listStackResources = defineAction<
  CloudFormationState,
  ListStackResourcesInput,
  ListStackResourcesOutput
>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const stack = state.find(StackName);
    if (stack === undefined) throw noStackWithId(StackName);
    const resources = [...stack.resources.values()];
    const identify = ({ logicalId }: { logicalId: string }) => logicalId;
    const { items, ...next } = page(resources, PAGE_SIZE, NextToken, identify);
    return {
      StackResourceSummaries: items.map((resource) => ({
        LastUpdatedTimestamp: new Date(resource.changedMs),
        ...resourceFacts(resource),
      })),
      ...next,
    };
  },
});
