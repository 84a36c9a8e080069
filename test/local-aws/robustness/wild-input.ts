import type { NormalizedSchema } from '@smithy/core/schema';
import type { Random } from '../../support/random.ts';
import type { KnownValues } from './known-values.ts';

const MAX_DEPTH = 6;
const NOW_MS = Date.parse('2026-06-01T12:00:30Z');

const TEXTS = [
  '',
  ' ',
  'a',
  'x'.repeat(129),
  'y'.repeat(5000),
  '0',
  '-1',
  'null',
  'true',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'naïve ✓ 漢字 🚀',
  '\ud800',
  '\u0000\u0001\u001f',
  '\u202e\ufeff',
  '<a>&amp;]]></a>',
  "'; DROP TABLE shards; --",
  '../../etc/passwd',
  '%00%ff%',
  `$${'{jndi}'}`,
  '{"a":[1,{"b":null}]}',
  '[]',
  '{}',
  '((((((((((',
  '('.repeat(3000),
  '[a-z]+$',
  'arn:aws:kinesis:us-east-1:123456789012:stream/hot',
  'arn:aws:cloudwatch:us-east-1:123456789012:alarm:a',
  'arn:aws:kinesis:::::',
  'arn:',
  '2026-06-01T12:00:00Z',
  '340282366920938463463374607431768211456',
  '9'.repeat(400),
  '1e400',
  'NaN',
];

const NUMBERS = [
  0,
  1,
  2,
  3,
  5,
  10,
  60,
  100,
  300,
  1000,
  3600,
  86_400,
  -1,
  -60,
  0.5,
  1.5,
  59.999,
  1e-320,
  1e9,
  2 ** 31 - 1,
  2 ** 31,
  -(2 ** 31),
  2 ** 32,
  2 ** 53,
  2 ** 63,
  1e300,
  -1e300,
  1.7976931348623157e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
];

/** Milliseconds around now, and far from it. */
const TIMES = [
  NOW_MS,
  NOW_MS - 60_000,
  NOW_MS - 3_600_000,
  NOW_MS - 30 * 86_400_000,
  NOW_MS + 60_000,
  NOW_MS + 10 * 86_400_000,
  0,
  -1,
  8.64e15,
  -8.64e15,
  253_402_300_799_999,
];

/** How inputs are made: with what is known so far, and how often a value is of a wrong type. */
export interface Making {
  readonly random: Random;
  readonly known: KnownValues;
  readonly wrongness: number;
  /** members that are not served: with them, a request comes no further */
  readonly refused: readonly string[];
}

/** An input for an operation: mostly of the schema's types, in the worst of their values. */
export function wildInput(schema: NormalizedSchema, making: Making): unknown {
  return made(schema, '', 0, making);
}

/** An input that is good but for a few members, which are gone, strange, or of a wrong type. */
export function spoiled(value: unknown, making: Making, member = ''): unknown {
  const { random, wrongness } = making;
  const touched = random.chance(0.06);
  if (touched && random.chance(wrongness)) return wrong(random);
  if (Array.isArray(value)) {
    const items = value.map((item) => spoiled(item, making, member));
    if (!touched || items.length === 0) return items;
    return random.pick([[], items.slice(1), [...items, random.pick(items)], ...items.slice(0, 1)]);
  }
  if (value instanceof Uint8Array) return touched ? value.subarray(1) : value;
  if (value instanceof Date) return touched ? new Date(random.pick(TIMES)) : value;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, inside]) => [
      name,
      spoiled(inside, making, name),
    ]);
    return Object.fromEntries(touched ? entries.filter(() => random.chance(0.7)) : entries);
  }
  if (!touched) {
    const passing = /Iterator|Token/.test(member) ? 0.9 : 0.2;
    return random.chance(passing) ? fresh(value, member, making) : value;
  }
  if (typeof value === 'string' && value.startsWith('{')) {
    const inside = parsed(value);
    if (inside !== undefined) return JSON.stringify(spoiled(inside, making));
  }
  if (typeof value === 'number') return random.pick(NUMBERS);
  if (typeof value === 'boolean') return !value;
  return random.chance(0.5) ? mutated(String(value), random) : random.pick(TEXTS);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Another value that the member has had, so that requests are about one another's things. */
function fresh(value: unknown, member: string, { random, known }: Making): unknown {
  const other = known.about(member, random);
  return typeof other === typeof value ? other : value;
}

function made(schema: NormalizedSchema, member: string, depth: number, making: Making): unknown {
  const { random, wrongness } = making;
  if (random.chance(wrongness)) return wrong(random);
  if (schema.isUnitSchema()) return {};
  if (schema.isStructSchema()) return structure(schema, depth, making);
  if (schema.isListSchema()) {
    const length = random.pick([0, 1, 1, 1, 2, 2, 3, depth < 2 ? 30 : 1]);
    const item = schema.getValueSchema();
    return Array.from({ length }, () => made(item, member, depth + 1, making));
  }
  if (schema.isMapSchema()) {
    const value = schema.getValueSchema();
    const entries = Array.from({ length: random.below(4) }, () => [
      text(`${member}Key`, making),
      made(value, member, depth + 1, making),
    ]);
    return Object.fromEntries(entries);
  }
  if (schema.isBlobSchema()) return new Uint8Array(random.pick([0, 1, 7, 100, 2000])).fill(65);
  if (schema.isTimestampSchema()) return new Date(random.pick(TIMES));
  if (schema.isBooleanSchema()) return random.chance(0.5);
  if (schema.isNumericSchema()) return number(member, making);
  return text(member, making);
}

function structure(schema: NormalizedSchema, depth: number, making: Making): object {
  const { random, wrongness } = making;
  // from hardly any members to all of them
  const fullness = random.pick([0.15, 0.4, 0.7, 1]);
  const members = [...schema.structIterator()].filter(
    ([name, member]) =>
      !member.isStreaming() &&
      (depth < MAX_DEPTH || isScalar(member)) &&
      (!making.refused.includes(name) || random.chance(0.05)),
  );
  const structure = Object.fromEntries(
    members
      .filter(([name], at) => random.chance(wanted(name, at) ? 0.9 : fullness * 0.5))
      .map(([name, member]) => [name, made(member, name, depth + 1, making)]),
  );
  if (random.chance(wrongness)) {
    const name = random.pick(['Extra', '__proto__', 'constructor', 'toString', '']);
    Object.defineProperty(structure, name, { value: wrong(random), enumerable: true });
  }
  return structure;
}

/** Required members stand first, and names and queries are what makes a request one. */
function wanted(name: string, at: number): boolean {
  return at < 2 || /Name$|Body$|Key$|^Id$|MetricStat|Statistic|Period|Time$/.test(name);
}

function number(member: string, { random, known }: Making): unknown {
  if (random.chance(0.3)) {
    const value = known.about(member, random);
    if (typeof value === 'number') return value;
  }
  return random.chance(0.7) ? random.pick([1, 2, 3, 4, 5, 60, 100]) : random.pick(NUMBERS);
}

function text(member: string, { random, known }: Making): string {
  if (random.chance(0.85)) {
    const value = known.about(member, random);
    if (value !== undefined) return mutated(String(value), random);
  }
  return random.pick(TEXTS);
}

/** Mostly as it is; else cut, doubled, or with something strange in it. */
function mutated(value: string, random: Random): string {
  if (random.chance(0.85)) return value;
  const at = random.below(value.length + 1);
  return random.pick([
    value.slice(0, at),
    value + value,
    value.slice(0, at) + random.pick(TEXTS) + value.slice(at),
    value.slice(0, at) + value.slice(at + 1),
    value.replace(/\d+/, String(random.pick(NUMBERS))),
  ]);
}

function wrong(random: Random): unknown {
  return random.pick<() => unknown>([
    () => null,
    () => '',
    () => random.pick(TEXTS),
    () => random.pick(NUMBERS),
    () => true,
    () => false,
    () => [],
    () => [null],
    () => [[[[[[]]]]]],
    () => ({}),
    () => ({ a: { b: { c: [null, {}] } } }),
    () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": 1}}'),
    () => nested(200),
    () => new Uint8Array([0, 255]),
    () => new Date(random.pick(TIMES)),
  ])();
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let at = 0; at < depth; at += 1) value = at % 2 === 0 ? [value] : { a: value };
  return value;
}

function isScalar(schema: NormalizedSchema): boolean {
  return !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();
}
