import { isAlias, isMap, isScalar as isScalarNode, isSeq } from 'yaml';
import { formatError, templateError } from '../errors.ts';
import { emptyObject, isObject, isScalar, type Json, type JsonObject } from './json.ts';
import { jsonErrorPosition } from './json-error.ts';
import { withShortTag } from './short-tags.ts';
import { yamlDocument } from './yaml-document.ts';
import { yamlScalar } from './yaml-scalar.ts';

/** Bytes of a template in a request. Source: CloudFormation quotas. */
export const TEMPLATE_BODY_BYTES = 51_200;

/** Far deeper than any real template, and shallow enough for every walk over it. */
const DEEPEST = 100;

/**
 * Reads a template's text, JSON where it begins with a brace, else YAML with the short tags.
 *
 * @throws {AwsError} `Template format error: …` in CloudFormation's words
 */
export function parseTemplate(body: string): JsonObject {
  const value = /^\s*\{/.test(body) ? parseJson(body) : parseYaml(body);
  if (!isObject(value)) throw unsupportedStructure();
  return value;
}

function parseJson(body: string): Json {
  try {
    return copied(JSON.parse(body), 0);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { line, column } = jsonErrorPosition(body);
    throw formatError(`JSON not well-formed. (line ${line}, column ${column})`);
  }
}

function copied(value: unknown, depth: number): Json {
  if (depth > DEEPEST) throw unsupportedStructure();
  if (Array.isArray(value)) return value.map((item) => copied(item, depth + 1));
  if (typeof value !== 'object' || value === null) return value as Json;
  const object = emptyObject();
  for (const [key, member] of Object.entries(value)) object[key] = copied(member, depth + 1);
  return object;
}

function parseYaml(body: string): Json {
  const document = yamlDocument(body, DEEPEST);
  if (document === undefined) throw unsupportedStructure();
  if (document.brokenAt !== undefined) {
    const { line, column } = document.brokenAt;
    throw formatError(`YAML not well-formed. (line ${line}, column ${column})`);
  }
  return plain(document.contents, 0);
}

function plain(node: unknown, depth: number): Json {
  if (depth > DEEPEST) throw unsupportedStructure();
  if (isAlias(node)) {
    throw templateError('YAML aliases are not allowed in CloudFormation templates');
  }
  if (isMap(node)) {
    const object = emptyObject();
    for (const { key, value } of node.items) {
      const name = plain(key, depth + 1);
      if (!isScalar(name)) throw unsupportedStructure();
      object[String(name)] = plain(value, depth + 1);
    }
    return withShortTag(node.tag, object);
  }
  if (isSeq(node)) {
    const items = node.items.map((item) => plain(item, depth + 1));
    return withShortTag(node.tag, items);
  }
  if (!isScalarNode(node)) return null;
  return withShortTag(node.tag, yamlScalar(node));
}

function unsupportedStructure() {
  return formatError('unsupported structure.');
}
