import type {
  ListStacksInput,
  ListStacksOutput,
  StackSummary,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { page } from '../paging.ts';
import { nextToken, stackStatus } from '../rules.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';

const PAGE_SIZE = 100;

export const listStacks = defineAction<CloudFormationState, ListStacksInput, ListStacksOutput>({
  rules: {
    NextToken: nextToken,
    'StackStatusFilter.member': stackStatus,
  },
  run({ NextToken, StackStatusFilter = [] }, { state }) {
    const newestFirst = [...state.stacks.values()].reverse();
    const wanted = newestFirst.filter(
      ({ status }) => StackStatusFilter.length === 0 || StackStatusFilter.includes(status),
    );
    const { items, ...next } = page(wanted, PAGE_SIZE, NextToken, ({ id }) => id);
    return { StackSummaries: items.map(summary), ...next };
  },
});

function summary(stack: Stack): StackSummary {
  const description = stack.deployment?.template.description;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(description === undefined ? {} : { TemplateDescription: description }),
    CreationTime: new Date(stack.creationMs),
    ...(stack.lastUpdatedMs === undefined
      ? {}
      : { LastUpdatedTime: new Date(stack.lastUpdatedMs) }),
    ...(stack.deletionMs === undefined ? {} : { DeletionTime: new Date(stack.deletionMs) }),
    StackStatus: stack.status,
    ...(stack.statusReason === undefined ? {} : { StackStatusReason: stack.statusReason }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}
