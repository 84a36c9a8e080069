import { formatError, unresolved } from '../errors.ts';
import type { Deployment, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { checkCapabilities } from '../template/capabilities.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import type { Json } from '../template/json.ts';
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
  const scope = scopeOf(stack, deployment, state);
  const wanted = wantedResources(scope);
  for (const name of deployment.template.conditions.keys()) scope.conditionHolds(name);
  const missing = new Set<string>();
  const dryRun: Scope = {
    ...scope,
    resourceRef: (logicalId) => absent(logicalId),
    resourceAttribute: (logicalId) => absent(logicalId),
    // another stack's export is looked up when the deployment runs, as on AWS
    importValue: (name) => absent(name, false),
  };
  const absent = (name: string, isResource = true): Json => {
    if (isResource && !wanted.has(name)) missing.add(name);
    throw new NotYetMade(name);
  };
  for (const resource of wanted.values()) {
    for (const name of resource.dependsOn) if (!wanted.has(name)) missing.add(name);
    for (const property of Object.values(resource.properties)) tryOut(property, dryRun);
  }
  if (missing.size > 0) throw unresolved(missing, 'Resources');
  const exported: string[] = [];
  for (const { condition, value, exportName } of deployment.template.outputs.values()) {
    if (condition !== undefined && !scope.conditionHolds(condition)) continue;
    tryOut(value, dryRun);
    if (exportName !== undefined) exported.push(String(evaluate(exportName, scope)));
  }
  if (missing.size > 0) throw unresolved(missing, 'Outputs');
  const doubled = exported.filter((name, index) => exported.indexOf(name) !== index);
  if (doubled.length > 0) {
    throw formatError(
      `The Outputs section contains duplicate Export names: [${[...new Set(doubled)].join(', ')}]. Specify a unique name for each export.`,
    );
  }
  checkCapabilities(deployment.template, deployment.capabilities);
}

function tryOut(value: Json, scope: Scope): void {
  try {
    evaluate(value, scope);
  } catch (error) {
    if (!(error instanceof NotYetMade)) throw error;
  }
}
