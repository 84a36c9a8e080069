import { formatError, noMapping, templateError, unresolved } from '../errors.ts';
import { engineOf, isRecognized } from '../resource-types/lookup.ts';
import { notBoolean } from './conditions.ts';
import { callsIn, isScalar, type Json, onlyEntry } from './json.ts';
import { isPseudoParameter } from './pseudo-parameters.ts';
import { referencesIn } from './references.ts';
import type { Template } from './template.ts';

const BOOLEAN_OPERATIONS = new Set(['Condition', 'Fn::And', 'Fn::Equals', 'Fn::Not', 'Fn::Or']);

/**
 * Looks whether everything that is named is there.
 *
 * @throws {AwsError} ValidationError: unresolved dependencies, undefined resources or conditions
 */
export function checkReferences(template: Template): void {
  const { conditions, resources, outputs } = template;
  checkNames(template);
  for (const condition of conditions.values()) checkCondition(template, condition);

  const missing = new Set<string>();
  for (const resource of resources.values()) {
    for (const name of resource.dependsOn) if (!resources.has(name)) missing.add(name);
    checkConditionName(template, resource.condition, 'Resources');
    collectMissing(template, [resource.properties, resource.metadata ?? ''], missing);
  }
  if (missing.size > 0) throw unresolved(missing, 'Resources');

  for (const output of outputs.values()) {
    checkConditionName(template, output.condition, 'Outputs');
    collectMissing(template, [output.value, output.exportName ?? ''], missing);
  }
  if (missing.size > 0) throw unresolved(missing, 'Outputs');
  for (const { name, exportName = '' } of outputs.values()) {
    const calls = [...callsIn(exportName)].map(([called]) => called);
    const isLate = calls.includes('Fn::ImportValue') || calls.includes('Fn::GetAZs');
    if (!isLate && resourceNames(template, exportName).length === 0) continue;
    throw formatError(
      `Output ${name} is malformed.  The Name field of Export must not depend on any resources, imported values, or Fn::GetAZs.`,
    );
  }
}

function checkNames({ parameters, resources }: Template): void {
  const unknown = [...resources.values()].map(({ type }) => type).filter((t) => !isRecognized(t));
  if (unknown.length > 0) {
    const types = [...new Set(unknown)].join(', ');
    throw formatError(`Unrecognized resource types: [${types}]`);
  }
  const common = [...resources.keys()].filter((name) => parameters.has(name));
  if (common.length > 0) {
    throw templateError(
      `all resources and parameters must have unique names. Common name(s):[${common.join(', ')}]`,
    );
  }
}

function collectMissing(template: Template, values: Json[], missing: Set<string>): void {
  checkMappings(template, values);
  for (const reference of referencesIn(values)) {
    const { kind, name } = reference;
    if (kind === 'attribute') checkAttribute(template, name, reference.attribute);
    if (kind === 'condition' && !template.conditions.has(name)) {
      throw templateError(`unresolved condition dependency ${name} in Fn::If`);
    }
  }
  for (const name of resourceNames(template, values)) {
    if (!template.resources.has(name)) missing.add(name);
  }
}

function checkAttribute(template: Template, name: string, attribute: Json): void {
  const resource = template.resources.get(name);
  if (resource === undefined) {
    throw templateError(`instance of Fn::GetAtt references undefined resource ${name}`);
  }
  const known = engineOf(resource.type).attributes;
  if (typeof attribute === 'string' && known?.includes(attribute) === false) {
    throw templateError(
      `resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`,
    );
  }
}

function checkConditionName(template: Template, name: string | undefined, block: string): void {
  if (name === undefined || template.conditions.has(name)) return;
  throw formatError(
    `Unresolved condition dependency ${name} in the ${block} block of the template`,
  );
}

function checkMappings({ mappings }: Template, value: Json): void {
  for (const [called, argument] of callsIn(value)) {
    const map = called === 'Fn::FindInMap' && Array.isArray(argument) ? argument[0] : undefined;
    if (typeof map === 'string' && !mappings.has(map)) throw noMapping(map);
  }
}

/** Conditions are looked at before anything exists: they may name parameters, not resources. */
function checkCondition(template: Template, condition: Json): void {
  const [operation = ''] = onlyEntry(condition) ?? [];
  if (!BOOLEAN_OPERATIONS.has(operation)) throw notBoolean();
  checkMappings(template, condition);
  for (const [called, name] of callsIn(condition)) {
    if (called !== 'Condition') continue;
    checkConditionName(
      template,
      isScalar(name) ? String(name) : JSON.stringify(name),
      'Conditions',
    );
  }
  const foreign = resourceNames(template, condition);
  if (foreign.length > 0) {
    throw formatError(
      `Unresolved dependencies [${foreign.join(', ')}]. Cannot reference resources in the Conditions block of the template`,
    );
  }
}

/** What a value names that is no parameter: resources, or nothing that there is. */
function resourceNames({ parameters }: Template, value: Json): string[] {
  return [...referencesIn(value)]
    .filter(
      ({ kind, name }) =>
        kind === 'attribute' ||
        (kind === 'ref' && !parameters.has(name) && !isPseudoParameter(name)),
    )
    .map(({ name }) => name);
}
