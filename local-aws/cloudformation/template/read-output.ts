import { validationError } from '../errors.ts';
import { isObject, type Json } from './json.ts';
import type { OutputDeclaration } from './template.ts';

const MEMBERS = new Set(['Condition', 'Description', 'Export', 'Value']);

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readOutput(name: string, source: Json): OutputDeclaration {
  if (!/^[a-zA-Z0-9]+$/.test(name)) {
    throw validationError(`Template format error: Output name ${name} is non alphanumeric.`);
  }
  if (!isObject(source)) {
    throw validationError('Template format error: Any Outputs member must be an object.');
  }
  const unknown = Object.keys(source).find((member) => !MEMBERS.has(member));
  if (unknown !== undefined) {
    throw validationError(`Invalid template output property '${unknown}'`);
  }
  if (source.Value === undefined) {
    throw validationError(
      'Template format error: Every Outputs member must contain a Value object',
    );
  }
  return {
    name,
    value: source.Value,
    description: text(source.Description, 'Description'),
    exportName: exportName(name, source.Export),
    condition: text(source.Condition, 'Condition'),
  };
}

function text(value: Json | undefined, member: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw validationError(`Template format error: Every ${member} member must be a string.`);
}

function exportName(output: string, source: Json | undefined): Json | undefined {
  if (source === undefined) return undefined;
  const name = isObject(source) ? source.Name : undefined;
  if (name !== undefined && (typeof name !== 'string' || /^[a-zA-Z0-9:-]+$/.test(name))) {
    return name;
  }
  throw validationError(
    `Template format error: Output ${output} is malformed. The Name field of every Export member ` +
      'must be specified and consist only of alphanumeric characters, colons, or hyphens.',
  );
}
