import type { DescribeChangeSetCommand } from '@aws-sdk/client-cloudformation';
import { define } from '../define.ts';
import { filled, shownParameters } from '../facts.ts';
import { page } from '../paging.ts';
import { changeSetNameOrId, nextToken, stackNameOrId } from '../rules.ts';

export const describeChangeSet = define<DescribeChangeSetCommand>({
  rules: { ChangeSetName: changeSetNameOrId, StackName: stackNameOrId, NextToken: nextToken },
  unsupported: ['IncludePropertyValues'],
  run({ ChangeSetName, StackName, NextToken }, { state }) {
    const changeSet = state.getChangeSet(ChangeSetName, StackName);
    const { summary, changes, deployment, onStackFailure } = changeSet;
    const { items, ...next } = page(
      changes,
      NextToken,
      ({ LogicalResourceId }) => LogicalResourceId,
    );
    return {
      ...summary,
      Parameters: shownParameters(deployment),
      NotificationARNs: [],
      RollbackConfiguration: {},
      Capabilities: [...deployment.capabilities],
      Tags: filled(deployment.tags),
      Changes: items.map((ResourceChange) => ({ Type: 'Resource', ResourceChange })),
      ...next,
      OnStackFailure: onStackFailure,
    };
  },
});
