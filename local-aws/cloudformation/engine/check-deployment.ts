import { formatError, unresolved } from '../errors.ts';
import type { Deployment, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { checkCapabilities } from '../template/capabilities.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import type { Json } from '../template/json.ts';
import { referencesIn, takenPart } from '../template/references.ts';
import { NotYetMade, scopeOf, wantedResources } from './scope.ts';

/**
 * What CloudFormation looks at before it accepts a deployment: conditions, mappings, and whether
 * every resource that is referred to will be there once the conditions are known.
 *
 * @throws {AwsError} ValidationError, or InsufficientCapabilitiesException
 */
export function checkDeployment(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): void {
  const { template } = deployment;
  const scope = scopeOf(stack, deployment, state);
  const wanted = wantedResources(scope);
  for (const name of template.conditions.keys()) scope.conditionHolds(name);
  const missing = new Set<string>();
  const need = (name: string): void => {
    if (!wanted.has(name)) missing.add(name);
  };
  const check = (value: Json): void => {
    for (const { name } of referencesIn(value)) if (template.resources.has(name)) need(name);
    tryOut(value, scope);
  };
  for (const { dependsOn, properties } of wanted.values()) {
    dependsOn.forEach(need);
    Object.values(properties).forEach(check);
  }
  if (missing.size > 0) throw unresolved(missing, 'Resources');
  const exported: string[] = [];
  for (const { condition, value, exportName } of template.outputs.values()) {
    if (condition !== undefined && !scope.conditionHolds(condition)) continue;
    check(takenPart(value, scope.conditionHolds));
    if (exportName !== undefined) exported.push(String(evaluate(exportName, scope)));
  }
  if (missing.size > 0) throw unresolved(missing, 'Outputs');
  const doubled = exported.filter((name, index) => exported.indexOf(name) !== index);
  if (doubled.length > 0) {
    throw formatError(
      `The Outputs section contains duplicate Export names: [${[...new Set(doubled)].join(', ')}]. Specify a unique name for each export.`,
    );
  }
  checkCapabilities(template, deployment.capabilities);
}

/** A dry run: resources are not there, and another stack's exports are looked up later, as on AWS. */
function tryOut(value: Json, scope: Scope): void {
  const absent = (name: string): never => {
    throw new NotYetMade(name);
  };
  try {
    evaluate(value, {
      ...scope,
      resourceRef: absent,
      resourceAttribute: absent,
      importValue: absent,
    });
  } catch (error) {
    if (!(error instanceof NotYetMade)) throw error;
  }
}
