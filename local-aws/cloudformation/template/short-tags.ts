import { formatError } from '../errors.ts';
import { isFunction } from './check-functions.ts';
import { emptyObject, type Json } from './json.ts';

/** Read, so that they can be refused by their names. */
const NOT_IMPLEMENTED = ['Fn::Length', 'Fn::ToJsonString', 'Fn::Transform'];

const PLAIN_TAG = /^(?:!|tag:yaml\.org,2002:(?:bool|float|int|map|null|seq|str))$/;

/** A YAML value under its short tag, as the function's long form: `!Sub x` is `{"Fn::Sub": x}`. */
export function withShortTag(tag: string | undefined, value: Json): Json {
  if (tag === undefined || PLAIN_TAG.test(tag)) return value;
  const name = tag.slice(1);
  const isPlain = name === 'Ref' || name === 'Condition';
  const long = isPlain ? name : `Fn::${name}`;
  if (!isPlain && !isFunction(long) && !NOT_IMPLEMENTED.includes(long)) {
    throw formatError(`unsupported tag: ${tag}`);
  }
  const call = emptyObject();
  call[long] = long === 'Fn::GetAtt' && typeof value === 'string' ? attributePath(value) : value;
  return call;
}

/** `Name.Attribute` in its two parts; an attribute may have dots of its own. */
export function attributePath(text: string): string[] {
  const dot = text.indexOf('.');
  return dot === -1 ? [text] : [text.slice(0, dot), text.slice(dot + 1)];
}
