import { emptyObject, isObject, isScalar, type Json } from '../template/json.ts';

interface StringRule {
  readonly kind: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  /** of the whole value, without anchors */
  readonly pattern?: string;
  readonly values?: readonly string[];
}

export interface ObjectRule {
  readonly kind: 'object';
  readonly properties: Readonly<Record<string, PropertyRule>>;
  readonly required: readonly string[];
}

/** What a property may be, as in the resource type's public schema. */
export type PropertyRule =
  | StringRule
  | ObjectRule
  | { readonly kind: 'integer' | 'number'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'boolean' | 'anything' }
  | { readonly kind: 'list'; readonly items: PropertyRule; readonly maxItems: number };

export const string = (limits: Omit<StringRule, 'kind'> = {}): StringRule => ({
  kind: 'string',
  ...limits,
});
export const oneOf = (...values: string[]): StringRule => ({ kind: 'string', values });
export const number: PropertyRule = { kind: 'number', minimum: -Infinity, maximum: Infinity };
export const integer = (minimum: number, maximum = Infinity): PropertyRule => ({
  kind: 'integer',
  minimum,
  maximum,
});
export const boolean: PropertyRule = { kind: 'boolean' };
/** for what the type refuses by itself */
export const anything: PropertyRule = { kind: 'anything' };
export const list = (items: PropertyRule, maxItems = Infinity): PropertyRule => ({
  kind: 'list',
  items,
  maxItems,
});
export const object = (
  properties: Record<string, PropertyRule>,
  ...required: string[]
): ObjectRule => ({ kind: 'object', properties, required });

/**
 * A property typed by its rule: the text `"4"` becomes the number 4 where a number is wanted.
 *
 * @param path where the property is, as AWS prints it: `#/StreamModeDetails/StreamMode`
 * @param broken told of each rule that is broken, in AWS's words
 */
export function typed(
  value: Json,
  rule: PropertyRule,
  path: string,
  broken: (message: string) => void,
): Json {
  const wrongType = (expected: string): Json => {
    broken(`${path}: expected type: ${expected}, found: ${typeName(value)}`);
    return value;
  };
  switch (rule.kind) {
    case 'string': {
      if (!isScalar(value)) return wrongType('String');
      const text = String(value);
      for (const keyword of brokenKeywords(text, rule)) broken(failed(path, keyword));
      return text;
    }
    case 'integer':
    case 'number': {
      const number = isScalar(value) && String(value).trim() !== '' ? Number(value) : Number.NaN;
      if (!Number.isFinite(number)) return wrongType('Number');
      if (rule.kind === 'integer' && !Number.isInteger(number)) return wrongType('Integer');
      if (number < rule.minimum) broken(failed(path, 'minimum'));
      if (number > rule.maximum) broken(failed(path, 'maximum'));
      return number;
    }
    case 'anything':
      return value;
    case 'boolean':
      if (value === true || value === 'true') return true;
      if (value === false || value === 'false') return false;
      return wrongType('Boolean');
    case 'list':
      if (!Array.isArray(value)) return wrongType('JSONArray');
      if (value.length > rule.maxItems) broken(failed(path, 'maxItems'));
      return value.map((item, index) => typed(item, rule.items, `${path}/${index}`, broken));
    case 'object': {
      if (!isObject(value)) return wrongType('JSONObject');
      const object = emptyObject();
      for (const name of rule.required) {
        if (value[name] === undefined) broken(`${path}: required key [${name}] not found`);
      }
      for (const [name, member] of Object.entries(value)) {
        const memberRule = Object.hasOwn(rule.properties, name) ? rule.properties[name] : undefined;
        if (memberRule === undefined) broken(`${path}: extraneous key [${name}] is not permitted`);
        else object[name] = typed(member, memberRule, `${path}/${name}`, broken);
      }
      return object;
    }
  }
}

function* brokenKeywords(text: string, rule: StringRule) {
  const { minLength = 0, maxLength = Infinity, pattern, values } = rule;
  if (text.length < minLength) yield 'minLength';
  if (text.length > maxLength) yield 'maxLength';
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`).test(text)) yield 'pattern';
  if (values !== undefined && !values.includes(text)) yield 'enum';
}

function failed(path: string, keyword: string): string {
  return `${path}: failed validation constraint for keyword [${keyword}]`;
}

function typeName(value: Json): string {
  if (Array.isArray(value)) return 'JSONArray';
  if (typeof value === 'object') return 'JSONObject';
  return typeof value === 'number' ? 'Integer' : typeof value === 'string' ? 'String' : 'Boolean';
}
