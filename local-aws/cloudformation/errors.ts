import { AwsError } from '../errors.ts';

/** The error that CloudFormation gives for nearly everything that is wrong with a request. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
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
  return validationError(
    `Template format error: Unresolved resource dependencies [${[...names].join(', ')}] in the ${block} block of the template`,
  );
}

export function noMapping(name: string): AwsError {
  return validationError(
    `Template error: Mapping named '${name}' is not present in the 'Mappings' section of template.`,
  );
}

export function noChangeSet(nameOrId: string): AwsError {
  return new AwsError('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`, {
    statusCode: 404,
  });
}
