import { notImplemented, validationError } from '../errors.ts';
import { isObject, isScalar, type Json, type JsonObject } from './json.ts';
import type { ParameterDeclaration } from './template.ts';

const TYPES = new Set(['String', 'Number', 'CommaDelimitedList', 'List<Number>', 'List<String>']);
/** Types whose values AWS looks up in other services, which are not here. */
const LOOKED_UP = /^(?:List<)?AWS::[A-Za-z0-9]+::[A-Za-z0-9:<>]+$/;
const MEMBERS = new Set([
  'AllowedPattern',
  'AllowedValues',
  'ConstraintDescription',
  'Default',
  'Description',
  'MaxLength',
  'MaxValue',
  'MinLength',
  'MinValue',
  'NoEcho',
  'Type',
]);

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readParameter(name: string, source: Json): ParameterDeclaration {
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    throw validationError(`Template format error: Parameter name ${name} is non alphanumeric.`);
  }
  if (!isObject(source)) {
    throw validationError('Template format error: Any Parameters member must be an object.');
  }
  const unknown = Object.keys(source).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) {
    throw validationError(`Invalid template parameter property '${unknown}'`);
  }
  return {
    name,
    type: type(source.Type),
    description: text(source, 'Description'),
    defaultValue: text(source, 'Default'),
    noEcho: text(source, 'NoEcho')?.toLowerCase() === 'true',
    allowedValues: allowedValues(source.AllowedValues),
    allowedPattern: text(source, 'AllowedPattern'),
    minLength: number(source, 'MinLength'),
    maxLength: number(source, 'MaxLength'),
    minValue: number(source, 'MinValue'),
    maxValue: number(source, 'MaxValue'),
    constraintDescription: text(source, 'ConstraintDescription'),
  };
}

function type(value: Json | undefined): string {
  if (value === undefined) {
    throw validationError(
      'Template format error: Every Parameters object must contain a Type member.',
    );
  }
  if (typeof value === 'string' && LOOKED_UP.test(value)) {
    throw notImplemented(`the parameter type ${value}`);
  }
  if (typeof value !== 'string' || !TYPES.has(value)) {
    throw validationError(
      `Template format error: Unrecognized parameter type: ${isScalar(value) ? value : 'object'}`,
    );
  }
  return value;
}

function text(source: JsonObject, member: string): string | undefined {
  const value = source[member];
  if (value === undefined) return undefined;
  if (!isScalar(value)) {
    throw validationError(`Template format error: Every ${member} member must be a string.`);
  }
  return String(value);
}

function number(source: JsonObject, member: string): number | undefined {
  const value = text(source, member);
  if (value === undefined) return undefined;
  if (value.trim() === '' || !Number.isFinite(Number(value))) {
    throw validationError(`Template format error: Every ${member} member must be a number.`);
  }
  return Number(value);
}

function allowedValues(value: Json | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    throw validationError('Template format error: Every AllowedValues member must be a list.');
  }
  return value.map((item) => {
    if (isScalar(item)) return String(item);
    throw validationError('Template format error: Every AllowedValues value must be a string.');
  });
}
