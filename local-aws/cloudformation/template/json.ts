/** A template's value once read: JSON, whether it was written as JSON or as YAML. */
export type Json = string | number | boolean | null | Json[] | JsonObject;

/** Objects have no prototype, so that a key such as `__proto__` is a key like any other. */
export interface JsonObject {
  [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isScalar(value: Json | undefined): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

export function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

/** The only entry of an object that has one entry: the form of every intrinsic function. */
export function onlyEntry(value: Json): readonly [string, Json] | undefined {
  if (!isObject(value)) return undefined;
  const keys = Object.keys(value);
  const key = keys[0];
  const argument = key === undefined ? undefined : value[key];
  return keys.length === 1 && key !== undefined && argument !== undefined
    ? [key, argument]
    : undefined;
}

/** Every object of one entry in a value, however deep: what may be an intrinsic function. */
export function* callsIn(value: Json): Generator<readonly [string, Json]> {
  if (typeof value !== 'object' || value === null) return;
  const call = onlyEntry(value);
  if (call !== undefined) yield call;
  for (const member of Object.values(value)) yield* callsIn(member);
}

/** Equal as CloudFormation compares: scalars by their text (`4` is `"4"`), objects in any order. */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (isScalar(a) && isScalar(b)) return String(a) === String(b);
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  if (isObject(a) && isObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].every((key) => sameJson(own(a, key), own(b, key)));
  }
  return a === b;
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
