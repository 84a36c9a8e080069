import { formatError, validationError } from '../errors.ts';
import { isObject, isScalar, type Json, type JsonObject } from './json.ts';

/**
 * The members of what a template declares by a name of its own.
 *
 * @param noun what is declared, as in AWS's sentences
 * @throws {AwsError} ValidationError for a name or a member that there can not be
 */
export function declaredMembers(
  noun: 'Output' | 'Parameter' | 'Resource',
  name: string,
  source: Json,
  known: readonly string[],
): JsonObject {
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    throw formatError(`${noun} name ${name} is non alphanumeric.`);
  }
  if (!isObject(source)) {
    throw formatError(`Any ${noun}s member must be an object.`);
  }
  const unknown = Object.keys(source).find((member) => !known.includes(member));
  if (unknown === undefined) return source;
  throw validationError(`Invalid template ${noun.toLowerCase()} property '${unknown}'`);
}

/** @throws {AwsError} ValidationError when the member is there and no text */
export function textMember(source: JsonObject, member: string): string | undefined {
  const value = source[member];
  if (value === undefined) return undefined;
  if (isScalar(value)) return String(value);
  throw formatError(`Every ${member} member must be a string.`);
}
