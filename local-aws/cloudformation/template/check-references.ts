import { validationError } from '../errors.ts';
import { engineOf } from '../resource-types/lookup.ts';
import { isScalar, type Json, onlyEntry } from './json.ts';
import { PSEUDO_PARAMETERS } from './pseudo-parameters.ts';
import { referencesIn } from './references.ts';
import type { Template } from './template.ts';

/**
 * Looks whether everything that is named is there.
 *
 * @throws {AwsError} ValidationError: unresolved dependencies, undefined resources or conditions
 */
export function checkReferences(template: Template): void {
  const { conditions, resources, outputs } = template;
  for (const condition of conditions.values()) checkCondition(template, condition);

  const unresolved = new Set<string>();
  for (const resource of resources.values()) {
    for (const name of resource.dependsOn) if (!resources.has(name)) unresolved.add(name);
    checkConditionName(template, resource.condition, 'Resources');
    collectUnresolved(template, [resource.properties, resource.metadata ?? ''], unresolved);
  }
  refuseUnresolved(unresolved, 'Resources');

  for (const output of outputs.values()) {
    checkConditionName(template, output.condition, 'Outputs');
    collectUnresolved(template, [output.value, output.exportName ?? ''], unresolved);
  }
  refuseUnresolved(unresolved, 'Outputs');
}

function collectUnresolved(template: Template, values: Json[], unresolved: Set<string>): void {
  for (const reference of referencesIn(values)) {
    const { kind, name } = reference;
    if (kind === 'condition') {
      if (!template.conditions.has(name)) {
        throw validationError(`Template error: unresolved condition dependency ${name} in Fn::If`);
      }
    } else if (kind === 'ref') {
      if (!isDeclared(template, name)) unresolved.add(name);
    } else {
      checkAttribute(template, name, reference.attribute);
    }
  }
}

function checkAttribute(template: Template, name: string, attribute: unknown): void {
  const resource = template.resources.get(name);
  if (resource === undefined) {
    throw validationError(
      `Template error: instance of Fn::GetAtt references undefined resource ${name}`,
    );
  }
  const known = engineOf(resource.type).attributes;
  if (typeof attribute === 'string' && known !== undefined && !known.includes(attribute)) {
    throw validationError(
      `Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
    );
  }
}

function isDeclared(template: Template, name: string): boolean {
  return (
    template.parameters.has(name) || template.resources.has(name) || PSEUDO_PARAMETERS.has(name)
  );
}

function refuseUnresolved(unresolved: ReadonlySet<string>, block: string): void {
  if (unresolved.size === 0) return;
  throw validationError(
    `Template format error: Unresolved resource dependencies [${[...unresolved].join(', ')}] in the ${block} block of the template`,
  );
}

function checkConditionName(template: Template, name: string | undefined, block: string): void {
  if (name === undefined || template.conditions.has(name)) return;
  throw validationError(
    `Template format error: Unresolved condition dependency ${name} in the ${block} block of the template`,
  );
}

/** Conditions are looked at before anything exists: they may name parameters, not resources. */
function checkCondition(template: Template, condition: Json): void {
  for (const name of conditionsIn(condition)) {
    checkConditionName(
      template,
      isScalar(name) ? String(name) : JSON.stringify(name),
      'Conditions',
    );
  }
  const unresolved: string[] = [];
  for (const reference of referencesIn(condition)) {
    if (reference.kind === 'condition') continue;
    const isParameter =
      template.parameters.has(reference.name) || PSEUDO_PARAMETERS.has(reference.name);
    if (reference.kind === 'attribute' || !isParameter) unresolved.push(reference.name);
  }
  if (unresolved.length > 0) {
    throw validationError(
      `Template format error: Unresolved dependencies [${unresolved.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
    );
  }
}

/** What `{"Condition": …}` names, wherever it is in a condition. */
function* conditionsIn(value: Json): Generator<Json> {
  if (typeof value !== 'object' || value === null) return;
  const [name, argument] = onlyEntry(value) ?? [];
  if (name === 'Condition' && argument !== undefined) yield argument;
  else for (const member of Object.values(value)) yield* conditionsIn(member);
}
