import { validationError } from '../errors.ts';
import { emptyObject, type Json } from './json.ts';

const FUNCTIONS = new Set([
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Length',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
  'ToJsonString',
  'Transform',
]);

const PLAIN_TAGS = new Set(
  ['bool', 'float', 'int', 'map', 'null', 'seq', 'str'].map((type) => `tag:yaml.org,2002:${type}`),
);

/** A YAML value under its short tag, as the function's long form: `!Sub x` is `{"Fn::Sub": x}`. */
export function withShortTag(tag: string | undefined, value: Json): Json {
  if (tag === undefined || tag === '!' || PLAIN_TAGS.has(tag)) return value;
  const name = tag.slice(1);
  const long = emptyObject();
  if (name === 'Ref' || name === 'Condition') {
    long[name] = value;
  } else if (name === 'GetAtt' && typeof value === 'string') {
    const dot = value.indexOf('.');
    long['Fn::GetAtt'] = dot === -1 ? [value] : [value.slice(0, dot), value.slice(dot + 1)];
  } else if (FUNCTIONS.has(name)) {
    long[`Fn::${name}`] = value;
  } else {
    throw validationError(`Template format error: unsupported tag: ${tag}`);
  }
  return long;
}
