import type {
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput,
  ParameterConstraints,
} from '@aws-sdk/client-cloudformation';
import { defineAction } from '../../action.ts';
import { bodyOf } from '../deployment.ts';
import { noStackWithId, validationError } from '../errors.ts';
import { engineOf } from '../resource-types/lookup.ts';
import { stackNameOrId, templateBody } from '../rules.ts';
import type { CloudFormationState } from '../state.ts';
import { readTemplate } from '../template/read.ts';
import type { ParameterDeclaration, Template } from '../template/template.ts';
import { capabilityFacts } from '../views/capability-facts.ts';

export const getTemplateSummary = defineAction<
  CloudFormationState,
  GetTemplateSummaryInput,
  GetTemplateSummaryOutput
>({
  rules: { TemplateBody: templateBody, StackName: stackNameOrId },
  unsupported: ['TemplateURL', 'StackSetName', 'CallAs', 'TemplateSummaryConfig'],
  run(input, { state }) {
    const template =
      input.StackName === undefined
        ? readTemplate(bodyOf(input))
        : templateOf(state, input.StackName, input.TemplateBody);
    const { description, metadata, version, resources } = template;
    const types = [...new Set([...resources.values()].map(({ type }) => type))];
    return {
      Parameters: [...template.parameters.values()].map(parameter),
      ...(description === undefined ? {} : { Description: description }),
      ...(metadata === undefined ? {} : { Metadata: JSON.stringify(metadata) }),
      ...(version === undefined ? {} : { Version: version }),
      ...capabilityFacts(template),
      ResourceTypes: types,
      ResourceIdentifierSummaries: types.map((type) => identifiers(template, type)),
    };
  },
});

function templateOf(
  state: CloudFormationState,
  nameOrId: string,
  body: string | undefined,
): Template {
  if (body !== undefined) {
    throw validationError('Only one of StackName, TemplateBody or TemplateURL can be specified.');
  }
  const stack = state.find(nameOrId);
  if (stack === undefined) throw noStackWithId(nameOrId);
  if (stack.deployment !== undefined) return stack.deployment.template;
  throw validationError('GetTemplateSummary cannot be called on REVIEW_IN_PROGRESS stacks.');
}

function parameter(declaration: ParameterDeclaration) {
  const { name, type, noEcho, defaultValue, description, allowedValues } = declaration;
  const ParameterConstraints: ParameterConstraints =
    allowedValues === undefined ? {} : { AllowedValues: [...allowedValues] };
  return {
    ParameterKey: name,
    ...(defaultValue === undefined ? {} : { DefaultValue: defaultValue }),
    ParameterType: type,
    NoEcho: noEcho,
    ...(description === undefined ? {} : { Description: description }),
    ParameterConstraints,
  };
}

function identifiers(template: Template, ResourceType: string) {
  const ids = [...template.resources.values()].filter(({ type }) => type === ResourceType);
  const names = engineOf(ResourceType)?.createOnly ?? [];
  return {
    ResourceType,
    LogicalResourceIds: ids.map(({ logicalId }) => logicalId),
    ...(names.length === 0 ? {} : { ResourceIdentifiers: [...names] }),
  };
}
