import type { ResourceChange, ResourceChangeDetail } from '@aws-sdk/client-cloudformation';
import { AwsError } from '../../errors.ts';
import { validationError } from '../errors.ts';
import { engineOf } from '../resource-types/lookup.ts';
import { type Deployment, isThere, type Stack, type StackResource, tagsOf } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { emptyObject, isScalar, type Json, sameJson } from '../template/json.ts';
import { dependencyOrder } from '../template/order.ts';
import { referencesIn } from '../template/references.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { differenceOf } from './differences.ts';
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
): ResourceChange[] {
  const scope = scopeOf(stack, deployment, state);
  const wanted = wantedResources(scope);
  const present = new Map([...stack.resources].filter(([, resource]) => isThere(resource)));
  refuseTypeChanges(present, wanted);
  const changes: ResourceChange[] = [];
  /** the ones whose id or attributes are known only once the deployment has been done */
  const unsettled = new Set<string>();
  for (const declaration of dependencyOrder(wanted)) {
    const { logicalId } = declaration;
    const resource = present.get(logicalId);
    const change =
      resource === undefined
        ? wholeChange('Add', declaration)
        : modification(resource, declaration, scope, tagsOf(deployment), unsettled);
    if (change === undefined) continue;
    changes.push(change);
    if (change.Replacement !== 'False') unsettled.add(logicalId);
  }
  const removed = [...present.values()].filter(({ logicalId }) => !wanted.has(logicalId));
  return [...changes, ...removed.map((resource) => wholeChange('Remove', resource))];
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

function refuseTypeChanges(
  present: ReadonlyMap<string, StackResource>,
  wanted: ReadonlyMap<string, ResourceDeclaration>,
): void {
  const changed = [...wanted.values()].filter(
    ({ logicalId, type }) => (present.get(logicalId)?.type ?? type) !== type,
  );
  if (changed.length > 0) {
    throw validationError(
      `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.map(({ logicalId }) => logicalId).join(', ')}]`,
    );
  }
}

function wholeChange(
  Action: 'Add' | 'Remove',
  resource: Pick<StackResource, 'logicalId' | 'type'> & { physicalId?: string | undefined },
): ResourceChange {
  return {
    Action,
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.physicalId,
    ResourceType: resource.type,
    Scope: [],
    Details: [],
  };
}

function modification(
  resource: StackResource,
  declaration: ResourceDeclaration,
  scope: Scope,
  stackTags: Readonly<Record<string, string>>,
  unsettled: ReadonlySet<string>,
): ResourceChange | undefined {
  const { logicalId, physicalId, type } = resource;
  const { createOnly } = engineOf(type);
  const causes = new Map<string, string>();
  const known = emptyObject();
  for (const [name, declared] of Object.entries(declaration.properties)) {
    const cause = causeIn(declared, unsettled);
    if (cause !== undefined) causes.set(name, cause);
    const value = cause === undefined ? evaluateKnown(declared, scope) : resource.properties[name];
    if (value !== undefined) known[name] = value;
  }
  const difference = differenceOf(resource, declaration, known, stackTags);
  if (difference === undefined && causes.size === 0) return undefined;
  const { properties = [], attributes = [], replaces = false } = difference ?? {};
  const mayReplace = [...causes.keys()].some((name) => createOnly.includes(name));
  return {
    Action: 'Modify',
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    Replacement: replaces ? 'True' : mayReplace ? 'Conditional' : 'False',
    Scope: [...(properties.length + causes.size > 0 ? ['Properties' as const] : []), ...attributes],
    Details: [...properties, ...causes.keys()].map((name) =>
      detail(name, createOnly.includes(name), causes.get(name)),
    ),
  };
}

/** @param cause `Logical.Attribute` or a logical id, when the change comes from another resource */
function detail(Name: string, isCreateOnly: boolean, cause?: string): ResourceChangeDetail {
  const isDynamic = cause !== undefined;
  const when = isDynamic ? 'Conditionally' : 'Always';
  const reference = cause?.includes('.') ? 'ResourceAttribute' : 'ResourceReference';
  return {
    Target: { Attribute: 'Properties', Name, RequiresRecreation: isCreateOnly ? when : 'Never' },
    Evaluation: isDynamic ? 'Dynamic' : 'Static',
    ChangeSource: isDynamic ? reference : 'DirectModification',
    CausingEntity: cause,
  };
}

function evaluateKnown(declared: Json, scope: Scope): Json | undefined {
  try {
    return evaluate(declared, scope);
  } catch (error) {
    // what has no value is a change, and fails as a resource when the update comes to it
    if (error instanceof NotYetMade || error instanceof AwsError) return undefined;
    throw error;
  }
}

function causeIn(value: Json, unsettled: ReadonlySet<string>): string | undefined {
  for (const reference of referencesIn(value)) {
    if (reference.kind === 'condition' || !unsettled.has(reference.name)) continue;
    if (reference.kind === 'ref') return reference.name;
    const { name, attribute } = reference;
    return `${name}.${isScalar(attribute) ? attribute : 'attribute'}`;
  }
  return undefined;
}
