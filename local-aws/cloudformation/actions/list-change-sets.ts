import type { ListChangeSetsInput, ListChangeSetsOutput } from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { noStack } from '../errors.ts';
import { page } from '../paging.ts';
import { nextToken, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';

const PAGE_SIZE = 100;

export const listChangeSets = defineAction<
  CloudFormationState,
  ListChangeSetsInput,
  ListChangeSetsOutput
>({
  rules: { StackName: stackNameOrId, NextToken: nextToken },
  run({ StackName, NextToken }, { state }) {
    const stack = state.find(StackName);
    if (stack === undefined) throw noStack(StackName);
    const ofStack = [...state.changeSets.values()].filter((changeSet) => changeSet.stack === stack);
    const { items, ...next } = page(ofStack, PAGE_SIZE, NextToken, ({ id }) => id);
    return {
      Summaries: items.map((changeSet) => ({
        StackId: stack.id,
        StackName: stack.name,
        ChangeSetId: changeSet.id,
        ChangeSetName: changeSet.name,
        ExecutionStatus: changeSet.executionStatus,
        Status: changeSet.status,
        ...(changeSet.statusReason === undefined ? {} : { StatusReason: changeSet.statusReason }),
        CreationTime: new Date(changeSet.creationMs),
        ...(changeSet.description === undefined ? {} : { Description: changeSet.description }),
        IncludeNestedStacks: false,
      })),
      ...next,
    };
  },
});
