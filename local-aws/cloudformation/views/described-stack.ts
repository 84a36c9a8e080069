import type { Stack as DescribedStack, Parameter } from '@aws-sdk/client-cloudformation';
import type { Deployment, Stack } from '../stack.ts';

/** What DescribeStacks shows of a stack. */
export function describedStack(stack: Stack): DescribedStack {
  const { deployment } = stack;
  const { description } = deployment?.template ?? {};
  const parameters = deployment === undefined ? [] : shownParameters(deployment);
  const outputs = stack.isDeleted ? [] : stack.outputs;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ...(stack.changeSetId === undefined ? {} : { ChangeSetId: stack.changeSetId }),
    ...(description === undefined ? {} : { Description: description }),
    ...(parameters.length === 0 ? {} : { Parameters: parameters }),
    CreationTime: new Date(stack.creationMs),
    ...(stack.lastUpdatedMs === undefined
      ? {}
      : { LastUpdatedTime: new Date(stack.lastUpdatedMs) }),
    ...(stack.deletionMs === undefined ? {} : { DeletionTime: new Date(stack.deletionMs) }),
    RollbackConfiguration: {},
    StackStatus: stack.status,
    ...(stack.statusReason === undefined ? {} : { StackStatusReason: stack.statusReason }),
    DisableRollback: stack.disableRollback,
    NotificationARNs: [],
    ...(deployment === undefined || deployment.capabilities.length === 0
      ? {}
      : { Capabilities: deployment.capabilities as DescribedStack['Capabilities'] }),
    ...(outputs.length === 0
      ? {}
      : {
          Outputs: outputs.map(({ name, value, description: text, exportName }) => ({
            OutputKey: name,
            OutputValue: value,
            ...(text === undefined ? {} : { Description: text }),
            ...(exportName === undefined ? {} : { ExportName: exportName }),
          })),
        }),
    Tags: [...(deployment?.tags ?? [])],
    // AWS leaves this out of a stack that is gone
    ...(stack.isDeleted ? {} : { EnableTerminationProtection: stack.terminationProtection }),
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

/** A deployment's parameters as AWS shows them: one without echo is `****`. */
export function shownParameters({ template, parameters }: Deployment): Parameter[] {
  return [...parameters].map(([ParameterKey, value]) => ({
    ParameterKey,
    ParameterValue: template.parameters.get(ParameterKey)?.noEcho === true ? '****' : value,
  }));
}
