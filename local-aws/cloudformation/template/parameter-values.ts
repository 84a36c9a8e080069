import type { Parameter } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import { checkParameter } from './check-parameter.ts';
import type { ParameterDeclaration, Template } from './template.ts';

/** Parameter name → the text of its value, for every parameter of a template. */
export type ParameterValues = ReadonlyMap<string, string>;

/**
 * The values of a template's parameters: as given, as before, or the default.
 *
 * @param previous the values that the stack has, for `UsePreviousValue`
 * @throws {AwsError} ValidationError naming the parameters that are missing, unknown or not allowed
 */
export function parameterValues(
  template: Template,
  given: readonly Parameter[],
  previous?: ParameterValues,
): ParameterValues {
  const inputs = new Map(given.map((input) => [input.ParameterKey ?? '', input]));
  const unknown = [...inputs.keys()].filter((name) => !template.parameters.has(name));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const values = new Map<string, string>();
  const missing: string[] = [];
  for (const declaration of template.parameters.values()) {
    const value = valueFor(declaration, inputs.get(declaration.name), previous);
    if (value === undefined) missing.push(declaration.name);
    else values.set(declaration.name, value);
  }
  if (missing.length > 0) {
    throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  }
  for (const declaration of template.parameters.values()) {
    checkParameter(declaration, values.get(declaration.name) ?? '');
  }
  return values;
}

function valueFor(
  declaration: ParameterDeclaration,
  input: Parameter | undefined,
  previous: ParameterValues | undefined,
): string | undefined {
  if (input?.UsePreviousValue !== true) return input?.ParameterValue ?? declaration.defaultValue;
  const { name } = declaration;
  if (input.ParameterValue !== undefined && input.ParameterValue !== '') {
    throw validationError(
      `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true and non empty value for a parameter`,
    );
  }
  const value = previous?.get(name);
  if (value === undefined) {
    throw validationError(
      `Invalid input for parameter key ${name}. Cannot specify usePreviousValue as true for a parameter key not in the previous template`,
    );
  }
  return value;
}
