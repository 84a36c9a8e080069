import { AwsError } from '../errors.ts';

/** The value of an input member is bad. Query code `InvalidParameterValue`. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValueException', message);
}

/** Members that exclude each other, or together ask for too much. Query code `InvalidParameterCombination`. */
export function invalidCombination(message: string): AwsError {
  return new AwsError('InvalidParameterCombinationException', message);
}

/** Query code `MissingParameter`. */
export function missingParameter(message: string): AwsError {
  return new AwsError('MissingRequiredParameterException', message);
}

/** GetMetricData and the alarms answer bad input with this bare code. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

/** A listing's token that is none of its own. */
export function invalidToken(): AwsError {
  return invalidValue('Request parameter NextToken is invalid');
}

/** The same, of the operations that document a code for it. */
export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The next token specified is invalid.');
}

/** What AWS has and this local one has not, by name. */
export function notImplemented(what: string): AwsError {
  return invalidValue(`Local AWS does not implement ${what}`);
}
