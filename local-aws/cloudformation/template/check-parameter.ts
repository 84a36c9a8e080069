import { types } from 'node:util';
import { createContext, Script } from 'node:vm';
import { validationError } from '../errors.ts';
import type { ParameterDeclaration } from './template.ts';

/** Source: CloudFormation quotas. */
const LONGEST_VALUE_BYTES = 4096;
/**
 * A pattern is the template's author's own: one that backtracks for ever must not stop the server. It
 * is real time, so on a busy machine a harmless pattern may need a second try.
 */
const FIRST_TRY_MS = 200;
const SECOND_TRY_MS = 500;
/** Node runs out of memory, and ends, at a pattern of thousands of groups in groups. */
const LONGEST_PATTERN = 4096;
const MOST_GROUPS = 200;

/** One context for all: clearing away one for each match was seen to take longer than a pattern may. */
const MATCHING = createContext({});
const MATCH = new Script('pattern.test(text)');

/** @throws {AwsError} ValidationError when a value is not one that the template allows */
export function checkParameter(declaration: ParameterDeclaration, value: string): void {
  const { name, type, constraintDescription } = declaration;
  if (Buffer.byteLength(value) > LONGEST_VALUE_BYTES) {
    throw validationError(
      `Parameter '${name}' must not be longer than ${LONGEST_VALUE_BYTES} bytes`,
    );
  }
  for (const item of isListType(type) ? listItems(value) : [value]) {
    if (type.includes('Number') && !isNumber(item)) {
      throw validationError(`Parameter '${name}' must be a number`);
    }
    const [broken] = brokenRules(declaration, item);
    if (broken === undefined) continue;
    throw validationError(
      constraintDescription === undefined
        ? `Parameter '${name}' ${broken}`
        : `Parameter ${name} failed to satisfy constraint: ${constraintDescription}`,
    );
  }
}

function isNumber(text: string): boolean {
  return text.trim() !== '' && Number.isFinite(Number(text));
}

function* brokenRules(declaration: ParameterDeclaration, text: string): Generator<string> {
  const { name, type, allowedValues, allowedPattern: pattern } = declaration;
  if (allowedValues?.includes(text) === false) yield 'must be one of AllowedValues';
  if (pattern !== undefined && !matches(name, pattern, text)) yield `must match pattern ${pattern}`;
  if (type.includes('Number')) {
    const { minValue = -Infinity, maxValue = Infinity } = declaration;
    if (Number(text) < minValue) yield `must be a number not less than ${minValue}`;
    if (Number(text) > maxValue) yield `must be a number not greater than ${maxValue}`;
  } else {
    const { minLength = 0, maxLength = Infinity } = declaration;
    if (text.length < minLength) yield `must contain at least ${minLength} characters`;
    if (text.length > maxLength) yield `must contain at most ${maxLength} characters`;
  }
}

function matches(name: string, pattern: string, text: string): boolean {
  try {
    if (pattern.length > LONGEST_PATTERN || pattern.split('(').length > MOST_GROUPS) {
      throw new RangeError('it is too long, or has too many groups');
    }
    Object.assign(MATCHING, { pattern: new RegExp(`^(?:${pattern})$`), text });
    return runMatch(FIRST_TRY_MS) ?? runMatch(SECOND_TRY_MS) ?? endless();
  } catch (error) {
    // what is thrown in the other context is no instance of this one's Error
    const reason = types.isNativeError(error) ? error.message : String(error);
    throw validationError(
      `Parameter '${name}' has an AllowedPattern that cannot be used: ${reason}`,
    );
  }
}

/** @returns undefined when the time was up */
function runMatch(timeout: number): boolean | undefined {
  try {
    return MATCH.runInContext(MATCHING, { timeout });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return undefined;
    throw error;
  }
}

function endless(): never {
  throw new RangeError('it does not come to an end');
}

/** The items of a list parameter: CloudFormation trims the space around each. */
export function listItems(value: string): string[] {
  return value === '' ? [] : value.split(',').map((item) => item.trim());
}

export function isListType(type: string): boolean {
  return type === 'CommaDelimitedList' || type.startsWith('List<');
}
