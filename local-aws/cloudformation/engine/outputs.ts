import type { Output } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors.ts';
import type { Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { callsIn, isScalar, type Json } from '../template/json.ts';
import { notText } from '../template/read-output.ts';

/**
 * A stack's outputs, once its resources are there.
 *
 * @throws {AwsError} ValidationError when a value is no string, or an export clashes with another
 *   stack's or would be taken from one that imports it
 */
export function evaluatedOutputs(stack: Stack, scope: Scope, state: CloudFormationState): Output[] {
  const outputs: Output[] = [...scope.template.outputs.values()]
    .filter(({ condition }) => condition === undefined || scope.conditionHolds(condition))
    .map(({ name, value, description, exportName }) => ({
      OutputKey: name,
      OutputValue: text(value, scope),
      Description: description,
      ExportName: exportName === undefined ? undefined : text(exportName, scope),
    }));
  for (const { ExportName } of outputs) {
    const other = state.findExport(ExportName)?.stack ?? stack;
    if (other === stack) continue;
    throw validationError(
      `Export with name ${ExportName} is already exported by stack ${other.name}`,
    );
  }
  for (const { ExportName, OutputValue } of stack.outputs) {
    const [importer] = state.importersOf(ExportName);
    const now = outputs.find((output) => output.ExportName === ExportName);
    if (importer === undefined || now?.OutputValue === OutputValue) continue;
    throw validationError(
      `Export ${ExportName} cannot be ${now === undefined ? 'deleted' : 'updated'} as it is in use by ${importer.name}`,
    );
  }
  return outputs;
}

function text(value: Json, scope: Scope): string {
  const evaluated = evaluate(value, scope);
  if (isScalar(evaluated)) return String(evaluated);
  throw notText(evaluated);
}

/**
 * Looks up every export that a part of a template imports, before anything is made.
 *
 * @throws {AwsError} ValidationError `No export named x found`
 */
export function checkImports(value: Json, scope: Scope): void {
  for (const [called, argument] of callsIn(value)) {
    if (called === 'Fn::ImportValue') evaluate({ [called]: argument }, scope);
  }
}
