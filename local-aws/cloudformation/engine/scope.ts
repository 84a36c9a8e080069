import { validationError } from '../errors.ts';
import { engineOf } from '../resource-types/lookup.ts';
import type { Deployment, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { isListType, listItems } from '../template/check-parameter.ts';
import { conditionsOf } from '../template/conditions.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { emptyObject } from '../template/json.ts';
import { pseudoParameter } from '../template/pseudo-parameters.ts';
import { takenPart } from '../template/references.ts';
import type { ResourceDeclaration } from '../template/template.ts';

/** A resource that a function asks for and that has not been made (yet). */
export class NotYetMade extends Error {}

/**
 * What a deployment's functions see: its parameters, its conditions, the stack's resources.
 *
 * @param imported takes down the names of the exports that were asked for
 */
export function scopeOf(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  imported: Set<string> = new Set(),
): Scope {
  const { template } = deployment;
  const { owner } = stack;
  const made = (logicalId: string) => {
    const { physicalId, type = '' } = stack.resources.get(logicalId) ?? {};
    if (physicalId === undefined) throw new NotYetMade(logicalId);
    return { physicalId, type };
  };
  const scope: Scope = {
    template,
    region: owner.region,
    parameter(name) {
      const value = deployment.parameters.get(name);
      if (value === undefined) return pseudoParameter(name, stack);
      return isListType(template.parameters.get(name)?.type ?? '') ? listItems(value) : value;
    },
    conditionHolds: (name) => holds(name),
    resourceRef: (logicalId) => made(logicalId).physicalId,
    resourceAttribute(logicalId, attribute) {
      const { physicalId, type } = made(logicalId);
      return engineOf(type).attribute(owner, physicalId, attribute);
    },
    importValue(name) {
      imported.add(name);
      const found = state.findExport(name);
      if (found === undefined) throw validationError(`No export named ${name} found`);
      return found.value;
    },
  };
  const holds = conditionsOf(template.conditions, (value) => evaluate(value, scope));
  return scope;
}

/** The resources of a template whose conditions hold, with the branches that are taken. */
export function wantedResources(scope: Scope): Map<string, ResourceDeclaration> {
  const wanted = new Map<string, ResourceDeclaration>();
  for (const [logicalId, declaration] of scope.template.resources) {
    const { condition } = declaration;
    if (condition !== undefined && !scope.conditionHolds(condition)) continue;
    const properties = emptyObject();
    for (const [name, value] of Object.entries(declaration.properties)) {
      properties[name] = takenPart(value, scope.conditionHolds);
    }
    wanted.set(logicalId, { ...declaration, properties });
  }
  return wanted;
}
