import { AwsError } from '../../errors.ts';
import { engineOf, isRefused } from '../resource-types/lookup.ts';
import { typed } from '../resource-types/property-rules.ts';
import { NotImplementedHere } from '../resource-types/resource-type.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { emptyObject, isObject, type JsonObject } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';
import { InvalidProperties } from './failure-reason.ts';

/**
 * A resource's properties with every function's value in place, as the template types them.
 *
 * @throws {InvalidProperties} when a function has no value
 */
export function evaluatedProperties(declaration: ResourceDeclaration, scope: Scope): JsonObject {
  try {
    const properties = evaluate(declaration.properties, scope);
    return isObject(properties) ? properties : emptyObject();
  } catch (error) {
    if (error instanceof AwsError) throw new InvalidProperties(error.message);
    throw error;
  }
}

/**
 * Properties checked against and typed by the rules of their resource type.
 *
 * @throws {InvalidProperties} in AWS's words, or naming what is not implemented here
 */
export function checkedProperties(
  declaration: ResourceDeclaration,
  properties: JsonObject,
): JsonObject {
  const { type, logicalId } = declaration;
  if (isRefused(type)) throw new NotImplementedHere(type);
  const engine = engineOf(type);
  if (engine === undefined) return properties;
  const refused = engine.notImplemented.filter((name) => properties[name] !== undefined);
  if (refused.length > 0) {
    throw new NotImplementedHere(`${refused.join(', ')} of ${type}`);
  }
  const broken: string[] = [];
  const checked = typed(properties, engine.rules, '#', (message) => broken.push(message));
  if (broken.length > 0 || !isObject(checked)) {
    throw new InvalidProperties(
      `Properties validation failed for resource ${logicalId} with message:\n${broken.join('\n')}`,
    );
  }
  return checked;
}
