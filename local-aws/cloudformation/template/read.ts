import { formatError, notImplemented, validationError } from '../errors.ts';
import { checkFunctions } from './check-functions.ts';
import { checkReferences } from './check-references.ts';
import { emptyObject, isObject, type Json, type JsonObject } from './json.ts';
import { dependencyOrder } from './order.ts';
import { parseTemplate } from './parse.ts';
import { readOutput } from './read-output.ts';
import { readParameter } from './read-parameter.ts';
import { readResource } from './read-resource.ts';
import type { Template } from './template.ts';

/** Sections by how many members they may have. Source: CloudFormation quotas. */
export const MOST = { Mappings: 200, Outputs: 200, Parameters: 200, Resources: 500 } as const;
const UNBOUNDED = ['AWSTemplateFormatVersion', 'Conditions', 'Description', 'Metadata'];
const NOT_IMPLEMENTED = ['Transform', 'Rules', 'Hooks'];
const LONGEST_DESCRIPTION_BYTES = 1024;

/**
 * A template from its text.
 *
 * @throws {AwsError} ValidationError with CloudFormation's sentence for the first thing wrong with it
 */
export function readTemplate(body: string): Template {
  const source = parseTemplate(body);
  refuseUnknownSections(source);
  refuseNulls(source, '');
  if (Object.keys(section(source, 'Resources')).length === 0) {
    throw formatError('At least one Resources member must be defined.');
  }
  const template: Template = {
    body,
    description: description(source.Description),
    version: version(source.AWSTemplateFormatVersion),
    metadata: source.Metadata,
    parameters: readSection(source, 'Parameters', readParameter),
    mappings: readSection(source, 'Mappings', readMapping),
    conditions: new Map(Object.entries(section(source, 'Conditions'))),
    resources: readSection(source, 'Resources', readResource),
    outputs: readSection(source, 'Outputs', readOutput),
  };
  checkFunctions(source);
  checkReferences(template);
  dependencyOrder(template.resources);
  return template;
}

function refuseUnknownSections(source: JsonObject): void {
  const known = [...Object.keys(MOST), ...UNBOUNDED, ...NOT_IMPLEMENTED];
  const unknown = Object.keys(source).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw validationError(`Invalid template property or properties [${unknown.join(', ')}]`);
  }
  const refused = NOT_IMPLEMENTED.find((name) => source[name] !== undefined);
  if (refused !== undefined) throw notImplemented(`the template section ${refused}`);
}

function refuseNulls(value: Json, path: string): void {
  if (value === null) {
    throw validationError(`[${path}] 'null' values are not allowed in templates`);
  }
  if (typeof value !== 'object') return;
  for (const [key, member] of Object.entries(value)) refuseNulls(member, `${path}/${key}`);
}

function section(source: JsonObject, name: string): JsonObject {
  const value = source[name];
  if (value === undefined) return emptyObject();
  if (!isObject(value)) throw formatError(`${name} must be an object.`);
  return value;
}

function readSection<Declaration>(
  source: JsonObject,
  name: keyof typeof MOST,
  read: (name: string, value: Json) => Declaration,
): Map<string, Declaration> {
  const entries = Object.entries(section(source, name));
  if (entries.length > MOST[name]) {
    throw formatError(
      `Number of ${name.toLowerCase()}, ${entries.length}, ` +
        `is greater than maximum allowed, ${MOST[name]}`,
    );
  }
  return new Map(entries.map(([key, value]) => [key, read(key, value)]));
}

function readMapping(name: string, mapping: Json): JsonObject {
  if (!isObject(mapping)) throw formatError('Every Mappings object must be a map');
  for (const [key, attributes] of Object.entries(mapping)) {
    if (!isObject(attributes)) throw formatError(`Every Mappings member ${key} must be a map`);
    if (Object.values(attributes).some(isObject)) {
      throw formatError('Every Mappings attribute must be a String or a List.');
    }
  }
  if (/^[a-zA-Z0-9]+$/.test(name)) return mapping;
  throw formatError(`Mappings name '${name}' is non alphanumeric.`);
}

function description(value: Json | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') {
    throw formatError('Description must be a string.');
  }
  if (Buffer.byteLength(value) > LONGEST_DESCRIPTION_BYTES) {
    throw formatError("'Description' length is greater than 1024.");
  }
  return value;
}

function version(value: Json | undefined): string | undefined {
  if (value === undefined || value === '2010-09-09') return value;
  throw formatError(
    `${typeof value === 'object' ? JSON.stringify(value) : value} ` +
      'is not a supported value for AWSTemplateFormatVersion.',
  );
}
