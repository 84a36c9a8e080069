import { validationError } from '../errors.ts';
import type { Output, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { isScalar, type Json, onlyEntry } from '../template/json.ts';
import { notText } from '../template/read-output.ts';

/**
 * A stack's outputs, once its resources are there.
 *
 * @throws {AwsError} ValidationError when a value is no string, or an export clashes with another
 *   stack's or would be taken from one that imports it
 */
export function evaluatedOutputs(stack: Stack, scope: Scope, state: CloudFormationState): Output[] {
  const outputs: Output[] = [];
  for (const output of scope.template.outputs.values()) {
    if (output.condition !== undefined && !scope.conditionHolds(output.condition)) continue;
    const { name, description, exportName } = output;
    outputs.push({
      name,
      description,
      value: text(output.value, scope),
      exportName: exportName === undefined ? undefined : text(exportName, scope),
    });
  }
  refuseTakenExports(stack, outputs, state);
  refuseBrokenImports(stack, outputs, state);
  return outputs;
}

function text(value: Json, scope: Scope): string {
  const evaluated = evaluate(value, scope);
  if (isScalar(evaluated)) return String(evaluated);
  throw notText(evaluated);
}

function refuseTakenExports(stack: Stack, outputs: readonly Output[], state: CloudFormationState) {
  for (const { exportName } of outputs) {
    const other = state.findExport(exportName);
    if (other !== undefined && other.stack !== stack) {
      throw validationError(
        `Export with name ${exportName} is already exported by stack ${other.stack.name}`,
      );
    }
  }
}

function refuseBrokenImports(stack: Stack, outputs: readonly Output[], state: CloudFormationState) {
  for (const { exportName, value } of stack.outputs) {
    const [importer] = state.importersOf(exportName);
    if (importer === undefined) continue;
    const now = outputs.find((output) => output.exportName === exportName);
    if (now?.value === value) continue;
    const what = now === undefined ? 'deleted' : 'updated';
    throw validationError(
      `Export ${exportName} cannot be ${what} as it is in use by ${importer.name}`,
    );
  }
}

/**
 * Looks up every export that a part of a template imports, in the branches that are taken.
 *
 * @throws {AwsError} ValidationError `No export named x found`
 */
export function checkImports(value: Json, scope: Scope): void {
  if (typeof value !== 'object' || value === null) return;
  const [name, argument = null] = onlyEntry(value) ?? [];
  if (name === 'Fn::ImportValue') {
    evaluate(value, scope);
  } else if (name === 'Fn::If' && Array.isArray(argument)) {
    const [condition, whenTrue = null, otherwise = null] = argument;
    checkImports(scope.conditionHolds(String(condition)) ? whenTrue : otherwise, scope);
  } else {
    for (const member of Object.values(value)) checkImports(member, scope);
  }
}
