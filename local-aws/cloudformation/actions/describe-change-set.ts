import type {
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  Change as DescribedChange,
  ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import type { Change } from '../change.ts';
import { findChangeSet } from '../find-change-set.ts';
import { page } from '../paging.ts';
import { changeSetNameOrId, nextToken, stackNameOrId } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { shownParameters } from '../views/described-stack.ts';

const PAGE_SIZE = 100;

export const describeChangeSet = defineAction<
  CloudFormationState,
  DescribeChangeSetInput,
  DescribeChangeSetOutput
>({
  rules: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId, NextToken: nextToken },
  unsupported: ['IncludePropertyValues'],
  run({ ChangeSetName, StackName, NextToken }, { state }) {
    const changeSet = findChangeSet(state, ChangeSetName, StackName);
    const { deployment, stack, description, statusReason, onStackFailure } = changeSet;
    const parameters = shownParameters(deployment);
    const { items, ...next } = page(changeSet.changes, PAGE_SIZE, NextToken, logicalIdOf);
    return {
      ChangeSetName: changeSet.name,
      ChangeSetId: changeSet.id,
      StackId: stack.id,
      StackName: stack.name,
      ...(description === undefined ? {} : { Description: description }),
      ...(parameters.length === 0 ? {} : { Parameters: parameters }),
      CreationTime: new Date(changeSet.creationMs),
      ExecutionStatus: changeSet.executionStatus,
      Status: changeSet.status,
      ...(statusReason === undefined ? {} : { StatusReason: statusReason }),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: deployment.capabilities as DescribeChangeSetOutput['Capabilities'],
      ...(deployment.tags.length === 0 ? {} : { Tags: [...deployment.tags] }),
      Changes: items.map(described),
      ...next,
      IncludeNestedStacks: false,
      ...(onStackFailure === undefined ? {} : { OnStackFailure: onStackFailure }),
    };
  },
});

function logicalIdOf(change: Change): string {
  return change.action === 'Add' ? change.declaration.logicalId : change.resource.logicalId;
}

function described(change: Change): DescribedChange {
  const { type } = change.action === 'Add' ? change.declaration : change.resource;
  const physicalId = change.action === 'Add' ? undefined : change.resource.physicalId;
  return {
    Type: 'Resource',
    ResourceChange: {
      Action: change.action,
      LogicalResourceId: logicalIdOf(change),
      ...(physicalId === undefined ? {} : { PhysicalResourceId: physicalId }),
      ResourceType: type,
      ...(change.action === 'Modify' ? { Replacement: change.replacement } : {}),
      Scope: change.action === 'Modify' ? scopeOf(change) : [],
      Details: change.action === 'Modify' ? details(change) : [],
    },
  };
}

type Modification = Change & { action: 'Modify' };

function scopeOf({ properties, attributes }: Modification) {
  return [...(properties.length > 0 ? (['Properties'] as const) : []), ...attributes];
}

function details({ properties, attributes }: Modification): ResourceChangeDetail[] {
  return [
    ...properties.map(({ name, createOnly, causedBy }): ResourceChangeDetail => {
      const isReference = causedBy !== undefined && !causedBy.includes('.');
      return {
        Target: {
          Attribute: 'Properties',
          Name: name,
          RequiresRecreation: createOnly ? (causedBy ? 'Conditionally' : 'Always') : 'Never',
        },
        Evaluation: causedBy === undefined ? 'Static' : 'Dynamic',
        ChangeSource:
          causedBy === undefined
            ? 'DirectModification'
            : isReference
              ? 'ResourceReference'
              : 'ResourceAttribute',
        ...(causedBy === undefined ? {} : { CausingEntity: causedBy }),
      };
    }),
    ...attributes.map(
      (Attribute): ResourceChangeDetail => ({
        Target: { Attribute, RequiresRecreation: 'Never' },
        Evaluation: 'Static',
        ChangeSource: 'DirectModification',
      }),
    ),
  ];
}
