import { noMapping, templateError } from '../errors.ts';
import { cidrBlocks } from './cidr.ts';
import { emptyObject, isObject, isScalar, type Json, onlyEntry } from './json.ts';
import { attributePath } from './short-tags.ts';
import { subPieces } from './sub.ts';
import type { Template } from './template.ts';

/** What the functions in a part of a template can give together: five times a whole template. */
const MOST_CHARACTERS = 262_144;

/** Text grows by referring to text that refers to text: it must not grow without end. */
class Room {
  #left = MOST_CHARACTERS;

  /** @throws {AwsError} ValidationError when a function gives more than there is room for */
  claim(characters: number, inFunction: string): void {
    this.#left -= characters;
    if (this.#left >= 0) return;
    throw templateError(`${inFunction} gives more than ${MOST_CHARACTERS} characters`);
  }
}

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
export function evaluate(value: Json, scope: Scope, room = new Room()): Json | undefined {
  if (Array.isArray(value)) {
    return value.map((item) => evaluate(item, scope, room)).filter((item) => item !== undefined);
  }
  if (!isObject(value)) return value;
  const [name = '', argument = null] = onlyEntry(value) ?? [];
  if (name === 'Ref' || name.startsWith('Fn::')) return callFunction(name, argument, scope, room);
  const object = emptyObject();
  for (const [key, member] of Object.entries(value)) {
    const evaluated = evaluate(member, scope, room);
    if (evaluated !== undefined) object[key] = evaluated;
  }
  return object;
}

function callFunction(name: string, argument: Json, scope: Scope, room: Room): Json | undefined {
  const terms = Array.isArray(argument) ? argument : [argument];
  const [first = '', second = '', third = ''] = terms;
  const text = (term: Json) => asText(evaluate(term, scope, room), name);
  const list = (term: Json) => {
    const evaluated = evaluate(term, scope, room);
    if (Array.isArray(evaluated)) return evaluated;
    throw templateError(`${name} needs a list`);
  };
  const given = (value: Json | undefined) => {
    room.claim(Array.isArray(value) ? value.join().length : String(value).length, name);
    return value;
  };
  switch (name) {
    case 'Ref':
      return given(ref(String(argument), scope));
    case 'Fn::GetAtt':
      return scope.resourceAttribute(String(first), text(second));
    case 'Fn::If':
      return evaluate(scope.conditionHolds(String(first)) ? second : third, scope, room);
    case 'Fn::Sub':
      return sub(String(first), second, scope, room);
    case 'Fn::Join': {
      const items = list(second).map((item) => asText(item, name));
      const delimiter = String(first);
      for (const item of items) room.claim(item.length + delimiter.length, name);
      return items.join(delimiter);
    }
    case 'Fn::Split':
      return given(text(second).split(String(first)));
    case 'Fn::Select':
      return select(text(first), list(second));
    case 'Fn::FindInMap':
      return findInMap(text(first), text(second), text(third), scope);
    case 'Fn::Base64':
      return given(Buffer.from(text(argument)).toString('base64'));
    case 'Fn::Cidr':
      return cidrBlocks(terms.map(text));
    case 'Fn::GetAZs':
      return availabilityZones(text(argument) || scope.region);
    case 'Fn::ImportValue':
      return scope.importValue(text(argument));
    default:
      throw templateError(`${name} cannot be used here`);
  }
}

function ref(name: string, scope: Scope): Json | undefined {
  if (name === 'AWS::NoValue') return undefined;
  return scope.parameter(name) ?? scope.resourceRef(name);
}

function asText(value: Json | undefined, inFunction: string): string {
  if (isScalar(value)) return String(value);
  throw templateError(`every value in ${inFunction} must resolve to a string`);
}

function select(index: string, items: readonly Json[]): Json {
  const item = /^\d+$/.test(index) ? items[Number(index)] : undefined;
  if (item !== undefined) return item;
  throw templateError(`Fn::Select cannot select nonexistent value at index ${index}`);
}

function sub(text: string, variables: Json, scope: Scope, room: Room): string {
  const values = new Map<string, string>();
  const variableValue = (variable: string) => {
    const own = isObject(variables) ? variables[variable] : undefined;
    if (own !== undefined) return evaluate(own, scope, room);
    const [name = '', attribute] = attributePath(variable);
    if (attribute !== undefined) return scope.resourceAttribute(name, attribute);
    const value = ref(name, scope);
    return Array.isArray(value) ? value.join(',') : value;
  };
  const textOf = (variable: string) => {
    const value = values.get(variable) ?? asText(variableValue(variable), 'Fn::Sub');
    values.set(variable, value);
    return value;
  };
  return subPieces(text)
    .map((piece) => {
      const given = 'text' in piece ? piece.text : textOf(piece.variable);
      room.claim(given.length, 'Fn::Sub');
      return given;
    })
    .join('');
}

function findInMap(map: string, key: string, attribute: string, { template }: Scope): Json {
  const mapping = template.mappings.get(map);
  if (mapping === undefined) throw noMapping(map);
  const attributes = mapping[key];
  const value = isObject(attributes) ? attributes[attribute] : undefined;
  if (value !== undefined) return value;
  throw templateError(`Unable to get mapping for ${map}::${key}::${attribute}`);
}

/** The zones that the large regions have in an account's default VPC. */
function availabilityZones(region: string): string[] {
  const letters = region === 'us-east-1' ? 'abcdef' : 'abc';
  return [...letters].map((letter) => `${region}${letter}`);
}
