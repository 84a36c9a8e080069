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

export function noChangeSet(nameOrId: string): AwsError {
  return new AwsError('ChangeSetNotFoundException', `ChangeSet [${nameOrId}] does not exist`, {
    statusCode: 404,
  });
}
