import { AwsError } from '../../errors.ts';
import type { Change, PropertyChange } from '../change.ts';
import { validationError } from '../errors.ts';
import { engineOf } from '../resource-types/lookup.ts';
import type { Deployment, Stack, StackResource } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import type { Scope } from '../template/evaluate.ts';
import { evaluate } from '../template/evaluate.ts';
import { isScalar, sameJson } from '../template/json.ts';
import { dependencyOrder } from '../template/order.ts';
import { referencesIn } from '../template/references.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { isThere } from './delete-resources.ts';
import { differenceOf, isSame } from './differences.ts';
import { evaluatedOutputs } from './outputs.ts';
import { NotYetMade, scopeOf, wantedResources } from './scope.ts';

/**
 * What a deployment would do to a stack's resources: new and changed ones in their order, then
 * those that go.
 *
 * @throws {AwsError} ValidationError when a resource would change its type
 */
export function changesOf(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): Change[] {
  const scope = scopeOf(stack, deployment, state);
  const wanted = wantedResources(scope);
  refuseTypeChanges(stack, wanted);
  const changes: Change[] = [];
  const unsettled = new Set<string>();
  for (const logicalId of dependencyOrder(wanted)) {
    const declaration = wanted.get(logicalId);
    if (declaration === undefined) continue;
    const resource = stack.resources.get(logicalId);
    const change: Change | undefined =
      resource === undefined || !isThere(resource)
        ? { action: 'Add', declaration }
        : modification(resource, declaration, scope, tagsOf(deployment), unsettled);
    if (change === undefined) continue;
    changes.push(change);
    if (change.action !== 'Modify' || change.replacement !== 'False') unsettled.add(logicalId);
  }
  for (const resource of stack.resources.values()) {
    if (!wanted.has(resource.logicalId) && isThere(resource)) {
      changes.push({ action: 'Remove', resource });
    }
  }
  return changes;
}

/** Whether an update would do anything: to resources, outputs or the stack's tags. */
export function hasUpdates(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
): boolean {
  if (changesOf(stack, deployment, state).length > 0) return true;
  if (!sameJson(stack.tags, tagsOf(deployment))) return true;
  try {
    const outputs = evaluatedOutputs(stack, scopeOf(stack, deployment, state), state);
    return JSON.stringify(outputs) !== JSON.stringify(stack.outputs);
  } catch (error) {
    // an output that can not be is found out, and rolled back, while the update runs
    if (error instanceof AwsError) return true;
    throw error;
  }
}

function refuseTypeChanges(stack: Stack, wanted: ReadonlyMap<string, ResourceDeclaration>): void {
  const changed = [...wanted.values()].filter(({ logicalId, type }) => {
    const resource = stack.resources.get(logicalId);
    return resource !== undefined && isThere(resource) && resource.type !== type;
  });
  if (changed.length > 0) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.map(({ logicalId }) => logicalId).join(', ')}]`,
    );
  }
}

function modification(
  resource: StackResource,
  declaration: ResourceDeclaration,
  scope: Scope,
  stackTags: Record<string, string>,
  unsettled: ReadonlySet<string>,
): Change | undefined {
  const createOnly = engineOf(resource.type)?.createOnly ?? [];
  const known = { ...resource.properties };
  const dynamic: PropertyChange[] = [];
  for (const name of Object.keys(known)) {
    if (declaration.properties[name] === undefined) delete known[name];
  }
  for (const [name, declared] of Object.entries(declaration.properties)) {
    const causedBy = causeIn(declared, unsettled);
    if (causedBy !== undefined) {
      dynamic.push({ name, createOnly: createOnly.includes(name), causedBy });
      continue;
    }
    const value = evaluateKnown(declared, scope);
    if (value === undefined) delete known[name];
    else known[name] = value;
  }
  const difference = differenceOf(resource, declaration, known, stackTags);
  if (isSame(difference) && dynamic.length === 0) return undefined;
  const statics = difference.properties.map((name) => ({
    name,
    createOnly: difference.createOnly.includes(name),
    causedBy: undefined,
  }));
  const conditional = dynamic.some((change) => change.createOnly);
  return {
    action: 'Modify',
    resource,
    properties: [...statics, ...dynamic],
    attributes: difference.attributes,
    replacement: difference.createOnly.length > 0 ? 'True' : conditional ? 'Conditional' : 'False',
  };
}

function evaluateKnown(declared: Parameters<typeof evaluate>[0], scope: Scope) {
  try {
    return evaluate(declared, scope);
  } catch (error) {
    // what has no value is a change, and fails as a resource when the update comes to it
    if (error instanceof NotYetMade || error instanceof AwsError) return undefined;
    throw error;
  }
}

function causeIn(
  value: Parameters<typeof referencesIn>[0],
  unsettled: ReadonlySet<string>,
): string | undefined {
  for (const reference of referencesIn([value])) {
    if (reference.kind === 'condition' || !unsettled.has(reference.name)) continue;
    if (reference.kind === 'ref') return reference.name;
    const { name, attribute } = reference;
    return `${name}.${isScalar(attribute) ? attribute : 'attribute'}`;
  }
  return undefined;
}

function tagsOf(deployment: Deployment): Record<string, string> {
  return Object.fromEntries(deployment.tags.map(({ Key = '', Value = '' }) => [Key, Value]));
}
