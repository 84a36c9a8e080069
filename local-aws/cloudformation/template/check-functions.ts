import { notImplemented, templateError } from '../errors.ts';
import { isObject, isScalar, type Json, onlyEntry } from './json.ts';

const isText = (value: Json | undefined) => isScalar(value) || isCall(value);
const isListLike = (value: Json | undefined) => Array.isArray(value) || isCall(value);
const isCall = (value: Json | undefined) => value !== undefined && onlyEntry(value) !== undefined;

/** A list of terms, each of a form of its own. */
const terms =
  (...forms: ((value: Json | undefined) => boolean)[]) =>
  (argument: Json) =>
    Array.isArray(argument) &&
    argument.length === forms.length &&
    forms.every((holds, index) => holds(argument[index]));
/** A list of a number of terms. */
const some =
  (least: number, most: number, holds = (_: Json) => true) =>
  (argument: Json) =>
    Array.isArray(argument) &&
    argument.length >= least &&
    argument.length <= most &&
    argument.every(holds);
const isString = (value: Json | undefined) => typeof value === 'string';
const isName = (value: Json | undefined) => isString(value) && value !== '';
const isSubPair = terms(isString, isObject);

/** The form that a function's argument must have, and CloudFormation's sentence where it has not. */
const FORMS: Readonly<Record<string, readonly [holds: (argument: Json) => boolean, what: string]>> =
  {
    Ref: [isName, 'every Ref object must have a single String value.'],
    'Fn::GetAtt': [
      terms(isString, isText),
      'every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
    ],
    'Fn::Join': [
      terms(isString, isListLike),
      'every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
    ],
    'Fn::Split': [
      terms(isString, isText),
      'every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
    ],
    'Fn::Select': [
      terms(isText, isListLike),
      'Fn::Select requires a list argument with two elements: an integer index and a list',
    ],
    'Fn::FindInMap': [
      terms(isText, isText, isText),
      'every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
    ],
    'Fn::Sub': [
      (argument) => isString(argument) || isSubPair(argument),
      "One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
    ],
    'Fn::Base64': [isText, 'every Fn::Base64 object must have a String-typed value.'],
    'Fn::Cidr': [
      some(2, 3, isText),
      'every Fn::Cidr object requires two or three parameters, the IP block, the count and the number of subnet bits',
    ],
    'Fn::GetAZs': [isText, 'every Fn::GetAZs object must have a String-typed value.'],
    'Fn::ImportValue': [isText, 'every Fn::ImportValue object must have a String-typed value.'],
    'Fn::If': [
      (argument) => some(3, 3)(argument) && isString((argument as Json[])[0]),
      'Fn::If requires a list argument with three elements',
    ],
    'Fn::Equals': [some(2, 2), 'every Fn::Equals object requires a list of 2 string parameters.'],
    'Fn::Not': [some(1, 1), 'every Fn::Not object requires a list of 1 boolean parameter.'],
    'Fn::And': [
      some(2, 10),
      'every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
    ],
    'Fn::Or': [
      some(2, 10),
      'every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.',
    ],
  };

export function isFunction(name: string): boolean {
  return Object.hasOwn(FORMS, name);
}

/** @throws {AwsError} ValidationError for a function that is unknown or has the wrong arguments */
export function checkFunctions(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  const unknown = Object.keys(value).find((name) => name.startsWith('Fn::') && !isFunction(name));
  if (unknown !== undefined) throw notImplemented(unknown);
  const [name = '', argument = null] = onlyEntry(value) ?? [];
  const [holds, what] = (isFunction(name) ? FORMS[name] : undefined) ?? [];
  if (holds?.(argument) === false) throw templateError(`${what}`);
  for (const member of Object.values(value)) checkFunctions(member);
}
