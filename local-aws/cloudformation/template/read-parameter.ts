import { formatError, notImplemented } from '../errors.ts';
import { isScalar, type Json, type JsonObject } from './json.ts';
import { declaredMembers, textMember } from './members.ts';

const TYPES = ['String', 'Number', 'CommaDelimitedList', 'List<Number>', 'List<String>'];
/** Types whose values AWS looks up in other services, which are not here. */
const LOOKED_UP = /^(?:List<)?AWS::[A-Za-z0-9]+::[A-Za-z0-9:<>]+$/;
const MEMBERS = [
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
];

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readParameter(name: string, declaration: Json) {
  const source = declaredMembers('Parameter', name, declaration, MEMBERS);
  return {
    name,
    type: type(source.Type),
    description: textMember(source, 'Description'),
    defaultValue: textMember(source, 'Default'),
    noEcho: textMember(source, 'NoEcho')?.toLowerCase() === 'true',
    allowedValues: allowedValues(source.AllowedValues),
    allowedPattern: textMember(source, 'AllowedPattern'),
    minLength: number(source, 'MinLength'),
    maxLength: number(source, 'MaxLength'),
    minValue: number(source, 'MinValue'),
    maxValue: number(source, 'MaxValue'),
    constraintDescription: textMember(source, 'ConstraintDescription'),
  };
}

function type(value: Json | undefined): string {
  if (value === undefined) {
    throw formatError('Every Parameters object must contain a Type member.');
  }
  if (typeof value === 'string' && TYPES.includes(value)) return value;
  if (typeof value === 'string' && LOOKED_UP.test(value)) {
    throw notImplemented(`the parameter type ${value}`);
  }
  throw formatError(`Unrecognized parameter type: ${isScalar(value) ? value : 'object'}`);
}

function number(source: JsonObject, member: string): number | undefined {
  const value = textMember(source, member);
  if (value === undefined) return undefined;
  if (value.trim() !== '' && Number.isFinite(Number(value))) return Number(value);
  throw formatError(`Every ${member} member must be a number.`);
}

function allowedValues(value: Json | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) {
    throw formatError('Every AllowedValues member must be a list.');
  }
  return value.map((item) => {
    if (isScalar(item)) return String(item);
    throw formatError('Every AllowedValues value must be a string.');
  });
}
