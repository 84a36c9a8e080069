import { AwsError } from '../../errors.ts';
import { engineOf, isRefused } from '../resource-types/lookup.ts';
import { typed } from '../resource-types/property-rules.ts';
import { Unacceptable } from '../resource-types/resource-type.ts';
import { evaluate, type Scope } from '../template/evaluate.ts';
import { emptyObject, isObject, type JsonObject } from '../template/json.ts';
import type { ResourceDeclaration } from '../template/template.ts';

/** A resource's properties as its template has them, every function's value in place. */
export function evaluatedProperties(
  { properties }: ResourceDeclaration,
  scope: Scope,
): JsonObject | Unacceptable {
  try {
    const evaluated = evaluate(properties, scope);
    return isObject(evaluated) ? evaluated : emptyObject();
  } catch (error) {
    if (error instanceof AwsError) return new Unacceptable(error.message);
    throw error;
  }
}

/**
 * Properties checked against and typed by the rules of their resource type.
 *
 * @throws {Unacceptable} in AWS's words, or naming what is not implemented here
 */
export function checkedProperties(
  { type, logicalId }: ResourceDeclaration,
  properties: JsonObject,
): JsonObject {
  if (isRefused(type)) throw Unacceptable.notImplemented(type);
  const { notImplemented, rules } = engineOf(type);
  const refused = notImplemented.filter((name) => properties[name] !== undefined);
  if (refused.length > 0) throw Unacceptable.notImplemented(`${refused.join(', ')} of ${type}`);
  if (rules === undefined) return properties;
  const broken: string[] = [];
  const checked = typed(properties, rules, '#', (message) => broken.push(message));
  if (broken.length === 0 && isObject(checked)) return checked;
  throw new Unacceptable(
    `Properties validation failed for resource ${logicalId} with message:\n${broken.join('\n')}`,
  );
}
