import { formatError } from '../errors.ts';
import { isObject, type Json, onlyEntry } from './json.ts';
import { declaredMembers, textMember } from './members.ts';

/** @throws {AwsError} ValidationError when the declaration is not one that CloudFormation takes */
export function readOutput(name: string, declaration: Json) {
  const known = ['Condition', 'Description', 'Export', 'Value'];
  const source = declaredMembers('Output', name, declaration, known);
  return {
    name,
    value: value(source.Value),
    description: textMember(source, 'Description'),
    exportName: exportName(name, source.Export),
    condition: textMember(source, 'Condition'),
  };
}

function value(source: Json | undefined): Json {
  if (source === undefined) {
    throw formatError('Every Outputs member must contain a Value object');
  }
  const isMap = isObject(source) && onlyEntry(source) === undefined;
  if (!isMap && !Array.isArray(source)) return source;
  throw notText(source);
}

/** An output's value that is no text, as the template has it or once it has been evaluated. */
export function notText(value: Json | undefined) {
  return formatError(
    `The Value field of every Outputs member must evaluate to a String and not a ${Array.isArray(value) ? 'List' : 'Map'}.`,
  );
}

function exportName(output: string, source: Json | undefined): Json | undefined {
  if (source === undefined) return undefined;
  const name = isObject(source) ? source.Name : undefined;
  if (name !== undefined && (typeof name !== 'string' || /^[a-zA-Z0-9:-]+$/.test(name))) {
    return name;
  }
  throw formatError(
    `Output ${output} is malformed. The Name field of every Export member ` +
      'must be specified and consist only of alphanumeric characters, colons, or hyphens.',
  );
}
