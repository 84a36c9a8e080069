import { validationError } from '../errors.ts';
import { referencesIn } from './references.ts';
import type { ResourceDeclaration } from './template.ts';

/** What must be there before a resource: its DependsOn and the resources that it refers to. */
export function dependenciesOf(
  resource: ResourceDeclaration,
  resources: ReadonlyMap<string, unknown>,
): string[] {
  const names = new Set(resource.dependsOn);
  for (const { kind, name } of referencesIn([resource.properties, resource.metadata ?? ''])) {
    if (kind !== 'condition') names.add(name);
  }
  return [...names].filter((name) => resources.has(name));
}

/**
 * Resources so that each one comes after what it depends on, otherwise as in the template.
 *
 * @throws {AwsError} ValidationError naming the resources that wait for each other
 */
export function dependencyOrder(
  resources: ReadonlyMap<string, ResourceDeclaration>,
): ResourceDeclaration[] {
  const waiting = new Map(
    [...resources.values()].map((resource) => [resource, dependenciesOf(resource, resources)]),
  );
  const order: ResourceDeclaration[] = [];
  while (waiting.size > 0) {
    const names = namesOf(waiting);
    const ready = [...waiting].filter(([, needs]) => !needs.some((name) => names.has(name)));
    if (ready.length === 0) throw circular(waiting);
    for (const [resource] of ready) {
      waiting.delete(resource);
      order.push(resource);
    }
  }
  return order;
}

function namesOf(waiting: ReadonlyMap<ResourceDeclaration, unknown>): Set<string> {
  return new Set([...waiting.keys()].map(({ logicalId }) => logicalId));
}

/** Those that nobody needs are in no cycle: they merely wait for one. */
function circular(waiting: Map<ResourceDeclaration, string[]>) {
  for (let before = Infinity; before > waiting.size; ) {
    before = waiting.size;
    const needed = new Set([...waiting.values()].flat());
    for (const resource of [...waiting.keys()]) {
      if (!needed.has(resource.logicalId)) waiting.delete(resource);
    }
  }
  const names = [...namesOf(waiting)].join(', ');
  return validationError(`Circular dependency between resources: [${names}]`);
}
