import { defineService } from '../action.ts';
import { createStack } from './actions/create-stack.ts';
import { deleteStack } from './actions/delete-stack.ts';
import { describeStackEvents } from './actions/describe-stack-events.ts';
import { describeStackResource } from './actions/describe-stack-resource.ts';
import { describeStackResources } from './actions/describe-stack-resources.ts';
import { describeStacks } from './actions/describe-stacks.ts';
import { getTemplate } from './actions/get-template.ts';
import { getTemplateSummary } from './actions/get-template-summary.ts';
import { listStackResources } from './actions/list-stack-resources.ts';
import { listStacks } from './actions/list-stacks.ts';
import { updateStack } from './actions/update-stack.ts';
import { validateTemplate } from './actions/validate-template.ts';
import { invalid } from './invalid.ts';
import { CloudFormationState } from './state.ts';

export const cloudformation = defineService<CloudFormationState>({
  name: 'cloudformation',
  signingName: 'cloudformation',
  apiVersion: '2010-05-15',
  xmlNamespace: 'http://cloudformation.amazonaws.com/doc/2010-05-15/',
  schemas: () => import('@aws-sdk/client-cloudformation'),
  actions: {
    CreateStack: createStack,
    DeleteStack: deleteStack,
    DescribeStackEvents: describeStackEvents,
    DescribeStackResource: describeStackResource,
    DescribeStackResources: describeStackResources,
    DescribeStacks: describeStacks,
    GetTemplate: getTemplate,
    GetTemplateSummary: getTemplateSummary,
    ListStackResources: listStackResources,
    ListStacks: listStacks,
    UpdateStack: updateStack,
    ValidateTemplate: validateTemplate,
  },
  createState: () => new CloudFormationState(),
  invalid,
});
