import type { CreateChangeSetInput } from '@aws-sdk/client-cloudformation';
import type { Conformed } from '../action.ts';
import { invalid, notImplemented, validationError } from './errors.ts';
import type { Deployment, Stack } from './stack.ts';
import { parameterValues } from './template/parameter-values.ts';
import { TEMPLATE_BODY_BYTES } from './template/parse.ts';
import { readTemplate } from './template/read.ts';

/** The members of CreateStack, UpdateStack and CreateChangeSet that say what a stack is to be. */
export type DeploymentInput = Pick<
  Conformed<CreateChangeSetInput>,
  | 'TemplateBody'
  | 'UsePreviousTemplate'
  | 'Parameters'
  | 'Capabilities'
  | 'Tags'
  | 'RollbackConfiguration'
  | 'NotificationARNs'
>;

/**
 * What a request wants a stack to be.
 *
 * @param current what the stack is, for an update: what it may keep using
 * @throws {AwsError} ValidationError for the template, the parameters or the tags
 */
export function deploymentFrom(input: DeploymentInput, current?: Stack['deployment']): Deployment {
  const { RollbackConfiguration: rollback, NotificationARNs = [] } = input;
  if ((rollback?.RollbackTriggers ?? []).length > 0 || rollback?.MonitoringTimeInMinutes) {
    throw notImplemented('RollbackConfiguration');
  }
  if (NotificationARNs.length > 0) throw notImplemented('NotificationARNs');
  const template =
    input.UsePreviousTemplate === true
      ? previousTemplate(input, current)
      : readTemplate(bodyOf(input));
  const tags = input.Tags ?? current?.tags ?? [];
  if (tags.some(({ Key = '' }) => Key.toLowerCase().startsWith('aws:'))) {
    throw validationError("Tag keys that begin with 'aws:' are reserved for AWS");
  }
  return {
    template,
    parameters: parameterValues(template, input.Parameters ?? [], current?.parameters),
    tags,
    capabilities: input.Capabilities ?? [],
  };
}

/**
 * The template text of a request.
 *
 * @throws {AwsError} ValidationError when there is none, or it is longer than a request may carry
 */
export function bodyOf({ TemplateBody }: { TemplateBody?: string }): string {
  if (TemplateBody === undefined) {
    throw validationError('Either Template URL or Template Body must be specified.');
  }
  if (Buffer.byteLength(TemplateBody) > TEMPLATE_BODY_BYTES) {
    const constraint = `Member must have length less than or equal to ${TEMPLATE_BODY_BYTES}`;
    throw invalid([{ path: 'templateBody', value: TemplateBody, constraint }]);
  }
  return TemplateBody;
}

function previousTemplate(input: DeploymentInput, current: Stack['deployment']) {
  if (input.TemplateBody !== undefined) {
    throw validationError(
      'You cannot specify both usePreviousTemplate and Template Body/Template URL.',
    );
  }
  if (current !== undefined) return current.template;
  throw validationError('Either Template URL or Template Body must be specified.');
}
