import { engineOf } from '../resource-types/lookup.ts';
import type { StackResource } from '../stack.ts';
import { type JsonObject, sameJson } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';

/** What of a resource is to be another than it is. */
export interface Difference {
  /** names of properties */
  readonly properties: readonly string[];
  /** of those, the ones that another physical resource is needed for */
  readonly createOnly: readonly string[];
  readonly attributes: readonly ('Metadata' | 'DeletionPolicy' | 'UpdateReplacePolicy' | 'Tags')[];
  /** it failed before and is to be tried again */
  readonly retry: boolean;
}

/** Compares a resource with what a template's declaration, evaluated, makes of it. */
export function differenceOf(
  resource: StackResource,
  declaration: ResourceDeclaration,
  properties: JsonObject,
  stackTags: Readonly<Record<string, string>>,
): Difference {
  const engine = engineOf(resource.type);
  const names = new Set([...Object.keys(resource.properties), ...Object.keys(properties)]);
  const changed = [...names].filter(
    (name) => !sameJson(resource.properties[name], properties[name]),
  );
  const had = resource.declaration;
  const attributes: Difference['attributes'][number][] = [];
  if (!sameJson(had.metadata, declaration.metadata)) attributes.push('Metadata');
  if (had.deletionPolicy !== declaration.deletionPolicy) attributes.push('DeletionPolicy');
  if (had.updateReplacePolicy !== declaration.updateReplacePolicy) {
    attributes.push('UpdateReplacePolicy');
  }
  if (engine?.takesStackTags === true && !sameJson({ ...resource.stackTags }, { ...stackTags })) {
    attributes.push('Tags');
  }
  return {
    properties: changed,
    createOnly: changed.filter((name) => engine?.createOnly.includes(name)),
    attributes,
    retry: resource.status.endsWith('_FAILED'),
  };
}

export function isSame({ properties, attributes, retry }: Difference): boolean {
  return properties.length === 0 && attributes.length === 0 && !retry;
}
