import type { ResourceAttribute } from '@aws-sdk/client-cloudformation';
import { engineOf } from '../resource-types/lookup.ts';
import type { StackResource } from '../stack.ts';
import { type JsonObject, sameJson } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';

/** What of a resource is to be another than it is; nothing, when it failed and is to be tried again. */
export interface Difference {
  /** names of properties */
  readonly properties: readonly string[];
  readonly attributes: readonly ResourceAttribute[];
  /** another physical resource is needed */
  readonly replaces: boolean;
}

/** Compares a resource with what a template's declaration, evaluated, makes of it. */
export function differenceOf(
  resource: StackResource,
  declaration: ResourceDeclaration,
  evaluated: JsonObject,
  stackTags: Readonly<Record<string, string>>,
): Difference | undefined {
  const { declaration: had, type } = resource;
  const { createOnly, takesStackTags } = engineOf(type);
  const names = new Set([...Object.keys(resource.properties), ...Object.keys(evaluated)]);
  const properties = [...names].filter(
    (name) => !sameJson(resource.properties[name], evaluated[name]),
  );
  const differs: Readonly<Record<string, boolean>> = {
    Metadata: !sameJson(had.metadata, declaration.metadata),
    DeletionPolicy: had.deletionPolicy !== declaration.deletionPolicy,
    UpdateReplacePolicy: had.updateReplacePolicy !== declaration.updateReplacePolicy,
    Tags: takesStackTags && !sameJson({ ...resource.stackTags }, { ...stackTags }),
  } satisfies Partial<Record<ResourceAttribute, boolean>>;
  const attributes = (Object.keys(differs) as ResourceAttribute[]).filter((name) => differs[name]);
  const isSettled = !resource.status.endsWith('_FAILED');
  if (isSettled && properties.length === 0 && attributes.length === 0) return undefined;
  return { properties, attributes, replaces: properties.some((name) => createOnly.includes(name)) };
}
