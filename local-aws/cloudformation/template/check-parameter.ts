import { runInNewContext } from 'node:vm';
import { validationError } from '../errors.ts';
import { isListType, listItems } from './parameter-types.ts';
import type { ParameterDeclaration } from './template.ts';

/** Characters of a value. Source: CloudFormation quotas (4,096 bytes). */
const LONGEST_VALUE_BYTES = 4096;
/** A pattern is the template's author's own: one that backtracks for ever must not stop the server. */
const PATTERN_TIMEOUT_MS = 200;
/** Node runs out of memory, and ends, at a pattern of thousands of groups in groups. */
const LONGEST_PATTERN = 4096;
const MOST_GROUPS = 200;

/** @throws {AwsError} ValidationError when a value is not one that the template allows */
export function checkParameter(declaration: ParameterDeclaration, value: string): void {
  const { name, type, allowedValues, allowedPattern, constraintDescription } = declaration;
  const fail = (rule: string) =>
    validationError(
      constraintDescription === undefined
        ? `Parameter '${name}' ${rule}`
        : `Parameter ${name} failed to satisfy constraint: ${constraintDescription}`,
    );
  if (Buffer.byteLength(value) > LONGEST_VALUE_BYTES) {
    throw validationError(
      `Parameter '${name}' must not be longer than ${LONGEST_VALUE_BYTES} bytes`,
    );
  }
  const items = isListType(type) ? listItems(value) : [value];
  for (const item of items) {
    if (type.includes('Number') && !isNumber(item)) {
      throw validationError(`Parameter '${name}' must be a number`);
    }
    if (allowedValues !== undefined && !allowedValues.includes(item)) {
      throw fail('must be one of AllowedValues');
    }
    if (allowedPattern !== undefined && !matches(name, allowedPattern, item)) {
      throw fail(`must match pattern ${allowedPattern}`);
    }
    const outOfBounds = type.includes('Number')
      ? brokenRange(declaration, Number(item))
      : brokenLength(declaration, item.length);
    if (outOfBounds !== undefined) throw fail(outOfBounds);
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function brokenLength(declaration: ParameterDeclaration, length: number): string | undefined {
  const { minLength, maxLength } = declaration;
  if (minLength !== undefined && length < minLength) {
    return `must contain at least ${minLength} characters`;
  }
  if (maxLength !== undefined && length > maxLength) {
    return `must contain at most ${maxLength} characters`;
  }
  return undefined;
}

function brokenRange(declaration: ParameterDeclaration, value: number): string | undefined {
  const { minValue, maxValue } = declaration;
  if (minValue !== undefined && value < minValue) {
    return `must be a number not less than ${minValue}`;
  }
  if (maxValue !== undefined && value > maxValue) {
    return `must be a number not greater than ${maxValue}`;
  }
  return undefined;
}

function matches(name: string, pattern: string, text: string): boolean {
  try {
    if (pattern.length > LONGEST_PATTERN || pattern.split('(').length > MOST_GROUPS) {
      throw new RangeError('it is too long, or has too many groups');
    }
    return runInNewContext(
      'pattern.test(text)',
      { pattern: new RegExp(`^(?:${pattern})$`), text },
      { timeout: PATTERN_TIMEOUT_MS },
    );
  } catch (error) {
    const reason = error instanceof Error ? error.message : '';
    throw validationError(
      `Parameter '${name}' has an AllowedPattern that cannot be used: ${reason}`,
    );
  }
}
