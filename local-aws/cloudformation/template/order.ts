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
  const waiting = new Map<string, string[]>();
  for (const resource of resources.values()) {
    waiting.set(resource.logicalId, dependenciesOf(resource, resources));
  }
  const order: ResourceDeclaration[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].filter(([, needs]) => needs.every((name) => !waiting.has(name)));
    if (ready.length === 0) throw circular(waiting);
    for (const [name] of ready) {
      waiting.delete(name);
      const resource = resources.get(name);
      if (resource !== undefined) order.push(resource);
    }
  }
  return order;
}

/** Only the members of a cycle are named, not those that merely wait for it. */
function circular(waiting: ReadonlyMap<string, readonly string[]>) {
  const inCycle = [...waiting.keys()].filter((name) => reaches(waiting, name, name));
  return validationError(`Circular dependency between resources: [${inCycle.join(', ')}]`);
}

function reaches(graph: ReadonlyMap<string, readonly string[]>, from: string, to: string) {
  const seen = new Set<string>();
  const open = [...(graph.get(from) ?? [])];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === to) return true;
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(graph.get(name) ?? []));
  }
  return false;
}
