import type { GetTemplateSummaryCommand } from '@aws-sdk/client-cloudformation';
import type { InputOf } from '../../action.ts';
import { define } from '../define.ts';
import { bodyOf } from '../deployment.ts';
import { validationError } from '../errors.ts';
import { filled } from '../facts.ts';
import { engineOf } from '../resource-types/lookup.ts';
import { stackNameOrId, templateBody } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { capabilityFacts } from '../template/capabilities.ts';
import { readTemplate } from '../template/read.ts';
import type { Template } from '../template/template.ts';

export const getTemplateSummary = define<GetTemplateSummaryCommand>({
  rules: { TemplateBody: templateBody, StackName: stackNameOrId },
  unsupported: ['TemplateURL', 'StackSetName', 'CallAs', 'TemplateSummaryConfig'],
  run(input, { state }) {
    const template = templateOf(input, state);
    const resources = [...template.resources.values()];
    const types = [...new Set(resources.map(({ type }) => type))];
    return {
      Parameters: [...template.parameters.values()].map((parameter) => ({
        ParameterKey: parameter.name,
        DefaultValue: parameter.defaultValue,
        ParameterType: parameter.type,
        NoEcho: parameter.noEcho,
        Description: parameter.description,
        ParameterConstraints: { AllowedValues: parameter.allowedValues?.slice() },
      })),
      Description: template.description,
      Metadata: JSON.stringify(template.metadata),
      Version: template.version,
      ...capabilityFacts(template),
      ResourceTypes: types,
      ResourceIdentifierSummaries: types.map((ResourceType) => ({
        ResourceType,
        LogicalResourceIds: resources
          .filter(({ type }) => type === ResourceType)
          .map(({ logicalId }) => logicalId),
        ResourceIdentifiers: filled(engineOf(ResourceType).createOnly),
      })),
    };
  },
});

function templateOf(
  input: InputOf<GetTemplateSummaryCommand>,
  state: CloudFormationState,
): Template {
  if (input.StackName === undefined) return readTemplate(bodyOf(input));
  if (input.TemplateBody !== undefined) {
    throw validationError('Only one of StackName, TemplateBody or TemplateURL can be specified.');
  }
  const { deployment } = state.get(input.StackName);
  if (deployment !== undefined) return deployment.template;
  throw validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
}
