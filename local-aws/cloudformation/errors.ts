import type { Violation } from '../action.ts';
import { AwsError } from '../errors.ts';

/** The error that CloudFormation gives for nearly everything that is wrong with a request. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** A template that is not of the form that templates have. */
export function formatError(what: string): AwsError {
  return validationError(`Template format error: ${what}`);
}

/** A template that uses something as it can not be used. */
export function templateError(what: string): AwsError {
  return validationError(`Template error: ${what}`);
}

/** Something that AWS has and this local AWS has not: refused by its name. */
export function notImplemented(what: string): AwsError {
  return validationError(`local AWS does not implement ${what}`);
}

/** DescribeStacks and its kin; the others say `Stack [x] does not exist`. */
export function noStackWithId(nameOrId: string): AwsError {
  return validationError(`Stack with id ${nameOrId} does not exist`);
}

export function noStack(nameOrId: string): AwsError {
  return validationError(`Stack [${nameOrId}] does not exist`);
}

/** @param block the template's section whose references these are */
export function unresolved(names: Iterable<string>, block: 'Outputs' | 'Resources'): AwsError {
  return formatError(
    `Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`,
  );
}

export function noMapping(name: string): AwsError {
  return templateError(
    `Mapping named '${name}' is not present in the 'Mappings' section of template.`,
  );
}

export function noChangeSet(nameOrId: string): AwsError {
  return new AwsError('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`, {
    statusCode: 404,
  });
}

/** CloudFormation's answer to an input that breaks rules: every failed constraint. */
export function invalid(violations: readonly Violation[]): AwsError {
  const found = violations.map(({ path, value, constraint }) => {
    const shown = value === null ? 'null' : `'${text(value)}'`;
    return `Value ${shown} at '${path}' failed to satisfy constraint: ${constraint}`;
  });
  const noun = found.length === 1 ? 'validation error' : 'validation errors';
  return validationError(`${found.length} ${noun} detected: ${found.join('; ')}`);
}

function text(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(text).join(', ')}]`;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
