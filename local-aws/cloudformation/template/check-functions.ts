import { notImplemented, validationError } from '../errors.ts';
import { isScalar, type Json, onlyEntry } from './json.ts';

const isList = (value: Json, least: number, most: number = least): value is Json[] =>
  Array.isArray(value) && value.length >= least && value.length <= most;
const isFunction = (value: Json | undefined): boolean =>
  value !== undefined && onlyEntry(value) !== undefined;
const isText = (value: Json | undefined): boolean => isScalar(value) || isFunction(value);
const isListLike = (value: Json | undefined): boolean => Array.isArray(value) || isFunction(value);

/** The form that a function's argument must have, and CloudFormation's sentence where it has not. */
const FORMS: Readonly<Record<string, { holds(argument: Json): boolean; sentence: string }>> = {
  Ref: {
    holds: (name) => typeof name === 'string' && name !== '',
    sentence: 'Template error: every Ref object must have a single String value.',
  },
  'Fn::GetAtt': {
    holds: (argument) =>
      isList(argument, 2) && typeof argument[0] === 'string' && isText(argument[1]),
    sentence:
      'Template error: every Fn::GetAtt object requires two non-empty parameters, the resource name and the resource attribute',
  },
  'Fn::Join': {
    holds: (argument) =>
      isList(argument, 2) && typeof argument[0] === 'string' && isListLike(argument[1]),
    sentence:
      'Template error: every Fn::Join object requires two parameters, (1) a string delimiter and (2) a list of strings to be joined or a function that returns a list of strings (such as Fn::GetAZs) to be joined.',
  },
  'Fn::Split': {
    holds: (argument) =>
      isList(argument, 2) && typeof argument[0] === 'string' && isText(argument[1]),
    sentence:
      'Template error: every Fn::Split object requires two parameters, (1) a string delimiter and (2) a string to be split or a function that returns a string to be split.',
  },
  'Fn::Select': {
    holds: (argument) => isList(argument, 2) && isText(argument[0]) && isListLike(argument[1]),
    sentence:
      'Template error: Fn::Select requires a list argument with two elements: an integer index and a list',
  },
  'Fn::FindInMap': {
    holds: (argument) => isList(argument, 3) && argument.every(isText),
    sentence:
      'Template error: every Fn::FindInMap object requires three parameters, the map name, map key and the attribute for return value',
  },
  'Fn::Sub': {
    holds: (argument) =>
      typeof argument === 'string' ||
      (isList(argument, 2) &&
        typeof argument[0] === 'string' &&
        typeof argument[1] === 'object' &&
        !Array.isArray(argument[1])),
    sentence:
      "Template error: One or more Fn::Sub intrinsic functions don't specify expected arguments. Specify a string as first argument, and an optional second argument to specify a mapping of values to replace in the string",
  },
  'Fn::Base64': {
    holds: isText,
    sentence: 'Template error: every Fn::Base64 object must have a String-typed value.',
  },
  'Fn::Cidr': {
    holds: (argument) => isList(argument, 2, 3) && argument.every(isText),
    sentence:
      'Template error: every Fn::Cidr object requires two or three parameters, the IP block, the count and the number of subnet bits',
  },
  'Fn::GetAZs': {
    holds: isText,
    sentence: 'Template error: every Fn::GetAZs object must have a String-typed value.',
  },
  'Fn::ImportValue': {
    holds: isText,
    sentence: 'Template error: every Fn::ImportValue object must have a String-typed value.',
  },
  'Fn::If': {
    holds: (argument) => isList(argument, 3) && typeof argument[0] === 'string',
    sentence: 'Template error: Fn::If requires a list argument with three elements',
  },
  'Fn::Equals': {
    holds: (argument) => isList(argument, 2),
    sentence: 'Template error: every Fn::Equals object requires a list of 2 string parameters.',
  },
  'Fn::Not': {
    holds: (argument) => isList(argument, 1),
    sentence: 'Template error: every Fn::Not object requires a list of 1 boolean parameter.',
  },
  'Fn::And': {
    holds: (argument) => isList(argument, 2, 10),
    sentence:
      'Template error: every Fn::And object requires a list of at least 2 and at most 10 boolean parameters.',
  },
  'Fn::Or': {
    holds: (argument) => isList(argument, 2, 10),
    sentence:
      'Template error: every Fn::Or object requires a list of at least 2 and at most 10 boolean parameters.',
  },
};

/** @throws {AwsError} ValidationError for a function that is unknown or has the wrong arguments */
export function checkFunctions(value: Json): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    if (name.startsWith('Fn::') && !Object.hasOwn(FORMS, name)) throw notImplemented(name);
  }
  const call = onlyEntry(value);
  const form = call && Object.hasOwn(FORMS, call[0]) ? FORMS[call[0]] : undefined;
  if (call && form && !form.holds(call[1])) throw validationError(form.sentence);
  for (const member of Object.values(value)) checkFunctions(member);
}
