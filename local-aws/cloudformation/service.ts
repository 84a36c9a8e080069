import { defineService } from '../action.ts';
import { createChangeSet } from './actions/create-change-set.ts';
import { createStack } from './actions/create-stack.ts';
import { deleteChangeSet } from './actions/delete-change-set.ts';
import { deleteStack } from './actions/delete-stack.ts';
import { describeAccountLimits } from './actions/describe-account-limits.ts';
import { describeChangeSet } from './actions/describe-change-set.ts';
import { describeStackEvents } from './actions/describe-stack-events.ts';
import { describeStackResource } from './actions/describe-stack-resource.ts';
import { describeStackResources } from './actions/describe-stack-resources.ts';
import { describeStacks } from './actions/describe-stacks.ts';
import { executeChangeSet } from './actions/execute-change-set.ts';
import { getTemplate } from './actions/get-template.ts';
import { getTemplateSummary } from './actions/get-template-summary.ts';
import { listChangeSets } from './actions/list-change-sets.ts';
import { listExports } from './actions/list-exports.ts';
import { listImports } from './actions/list-imports.ts';
import { listStackResources } from './actions/list-stack-resources.ts';
import { listStacks } from './actions/list-stacks.ts';
import { updateStack } from './actions/update-stack.ts';
import { updateTerminationProtection } from './actions/update-termination-protection.ts';
import { validateTemplate } from './actions/validate-template.ts';
import { api } from './api.ts';
import { invalid, notImplemented } from './errors.ts';
import { Schedules } from './schedules.ts';
import { CloudFormationState } from './state.ts';

export const cloudformation = defineService<CloudFormationState>({
  ...api,
  schemas: () => import('@aws-sdk/client-cloudformation'),
  actions: {
    CreateChangeSet: createChangeSet,
    CreateStack: createStack,
    DeleteChangeSet: deleteChangeSet,
    DeleteStack: deleteStack,
    DescribeAccountLimits: describeAccountLimits,
    DescribeChangeSet: describeChangeSet,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    ExecuteChangeSet: executeChangeSet,
    GetTemplate: getTemplate,
    GetTemplateSummary: getTemplateSummary,
    ListChangeSets: listChangeSets,
    ListExports: listExports,
    ListImports: listImports,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    UpdateStack: updateStack,
    UpdateTerminationProtection: updateTerminationProtection,
    ValidateTemplate: validateTemplate,
  },
  createState: ({ partition, account, region }) =>
    new CloudFormationState(
      new Schedules(partition.clock, (StackName) => {
        const caller = { account, region, requestId: partition.chance.uuid(), accessKeyId: '' };
        partition.invoke(cloudformation, 'DeleteStack', { StackName }, caller);
      }),
    ),
  invalid,
  notImplemented,
});
