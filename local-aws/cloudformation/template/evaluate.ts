import { noMapping, validationError } from '../errors.ts';
import { cidrBlocks } from './cidr.ts';
import { emptyObject, isObject, isScalar, type Json, onlyEntry } from './json.ts';
import { subPieces } from './sub.ts';
import type { Template } from './template.ts';

/** More than twice what a whole template can be. */
const LONGEST_TEXT = 131_072;

/** What a template's functions can ask for while it is deployed. */
export interface Scope {
  readonly template: Template;
  readonly region: string;
  /** The value of a parameter or a pseudo parameter; nothing for other names. */
  parameter(name: string): Json | undefined;
  conditionHolds(name: string): boolean;
  /** What `Ref` gives for a resource. Throws where the resource is not there (yet). */
  resourceRef(logicalId: string): Json;
  resourceAttribute(logicalId: string, attribute: string): Json;
  /** Throws where no stack exports that name. */
  importValue(name: string): Json;
}

/** The value of a part of a template; `AWS::NoValue` takes its member or item away. */
export function evaluate(value: Json, scope: Scope): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const call = onlyEntry(value);
  if (call !== undefined && (call[0] === 'Ref' || call[0].startsWith('Fn::'))) {
    return callFunction(call[0], call[1], scope);
  }
  const object = emptyObject();
  for (const [key, member] of Object.entries(value)) {
    const evaluated = evaluate(member, scope);
    if (evaluated !== undefined) object[key] = evaluated;
  }
  return object;
}

function callFunction(name: string, argument: Json, scope: Scope): Json | undefined {
  const terms = Array.isArray(argument) ? argument : [argument];
  const [first = '', second = '', third = ''] = terms;
  switch (name) {
    case 'Ref':
      return ref(String(argument), scope);
    case 'Fn::GetAtt':
      return scope.resourceAttribute(String(first), text(second, scope, name));
    case 'Fn::If':
      return evaluate(scope.conditionHolds(String(first)) ? second : third, scope);
    case 'Fn::Sub':
      return bounded(sub(first, second, scope), name);
    case 'Fn::Join':
      return bounded(
        list(second, scope, name)
          .map((item) => asText(item, name))
          .join(String(first)),
        name,
      );
    case 'Fn::Split':
      return text(second, scope, name).split(String(first));
    case 'Fn::Select':
      return select(text(first, scope, name), list(second, scope, name));
    case 'Fn::FindInMap':
      return findInMap(
        terms.map((term) => text(term, scope, name)),
        scope,
      );
    case 'Fn::Base64':
      return Buffer.from(text(argument, scope, name)).toString('base64');
    case 'Fn::Cidr':
      return cidrBlocks(terms.map((term) => text(term, scope, name)));
    case 'Fn::GetAZs':
      return availabilityZones(text(argument, scope, name) || scope.region);
    case 'Fn::ImportValue':
      return scope.importValue(text(argument, scope, name));
    default:
      throw validationError(`Template error: ${name} cannot be used here`);
  }
}

function ref(name: string, scope: Scope): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  return scope.parameter(name) ?? scope.resourceRef(name);
}

function text(value: Json, scope: Scope, inFunction: string): string {
  return asText(evaluate(value, scope), inFunction);
}

function asText(value: Json | undefined, inFunction: string): string {
  if (isScalar(value)) return String(value);
  throw validationError(`Template error: every value in ${inFunction} must resolve to a string`);
}

/** Text grows by referring to text that refers to text: it must not grow without end. */
function bounded(value: string, inFunction: string): string {
  if (value.length <= LONGEST_TEXT) return value;
  throw validationError(`Template error: ${inFunction} gives more than ${LONGEST_TEXT} characters`);
}

function list(value: Json, scope: Scope, inFunction: string): Json[] {
  const evaluated = evaluate(value, scope);
  if (Array.isArray(evaluated)) return evaluated;
  throw validationError(`Template error: ${inFunction} needs a list`);
}

function select(index: string, items: readonly Json[]): Json {
  const item = /^\d+$/.test(index) ? items[Number(index)] : undefined;
  if (item !== undefined) return item;
  throw validationError(
    `Template error: Fn::Select cannot select nonexistent value at index ${index}`,
  );
}

function sub(template: Json, variables: Json, scope: Scope): string {
  return subPieces(String(template))
    .map((piece) => {
      if ('text' in piece) return piece.text;
      const { variable } = piece;
      const own = isObject(variables) ? variables[variable] : undefined;
      if (own !== undefined) return text(own, scope, 'Fn::Sub');
      const dot = variable.indexOf('.');
      const value =
        dot === -1
          ? ref(variable, scope)
          : scope.resourceAttribute(variable.slice(0, dot), variable.slice(dot + 1));
      return asText(Array.isArray(value) ? value.join(',') : value, 'Fn::Sub');
    })
    .join('');
}

function findInMap(names: readonly string[], scope: Scope): Json {
  const [map = '', key = '', attribute = ''] = names;
  const mapping = scope.template.mappings[map];
  if (!isObject(mapping)) throw noMapping(map);
  const attributes = mapping[key];
  const value = isObject(attributes) ? attributes[attribute] : undefined;
  if (value !== undefined) return value;
  throw validationError(`Template error: Unable to get mapping for ${map}::${key}::${attribute}`);
}

/** The zones that the large regions have in an account's default VPC. */
function availabilityZones(region: string): string[] {
  const letters = region === 'us-east-1' ? 'abcdef' : 'abc';
  return [...letters].map((letter) => `${region}${letter}`);
}
