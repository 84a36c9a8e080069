import { FromStringShapeDeserializer } from '@smithy/core/protocols';
import type { NormalizedSchema } from '@smithy/core/schema';

/** A dotted name such as `Tags.member.1.Key` is a path into a tree; values stand at its leaves. */
interface FormNode {
  value?: string;
  readonly children: Map<string, FormNode>;
}

/** Query forms nest no deeper than this; a longer name is nonsense or an attack. */
const MAX_DEPTH = 24;
const DATE_TIME = 5;
const NUMBER = /^([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|NaN|-?Infinity)$/i;
const scalars = new FromStringShapeDeserializer({
  httpBindings: false,
  timestampFormat: { useTrait: true, default: DATE_TIME },
});

/** Reads a Query form by schema: structures by member name, lists as `member.N`, maps as `entry.N`. */
export function readForm(schema: NormalizedSchema, fields: URLSearchParams): unknown {
  const root: FormNode = { children: new Map() };
  for (const [name, value] of fields) place(root, name.split('.'), value);
  return read(schema, root);
}

function place(root: FormNode, path: readonly string[], value: string): void {
  if (path.length > MAX_DEPTH) throw new Error(`A parameter name has more than ${MAX_DEPTH} parts`);
  let node = root;
  for (const step of path) {
    let child = node.children.get(step);
    if (child === undefined) {
      child = { children: new Map() };
      node.children.set(step, child);
    }
    node = child;
  }
  node.value = value;
}

function read(schema: NormalizedSchema, node: FormNode): unknown {
  if (schema.isStructSchema()) {
    const structure: Record<string, unknown> = {};
    for (const [name, member] of schema.structIterator()) {
      const child = node.children.get(name);
      if (child !== undefined) structure[name] = read(member, child);
    }
    return structure;
  }
  if (schema.isListSchema()) {
    return numbered(node, 'member').map((item) => read(schema.getValueSchema(), item));
  }
  if (schema.isMapSchema()) {
    const entries = numbered(node, 'entry').map((entry) => [
      entry.children.get('key')?.value ?? '',
      read(schema.getValueSchema(), entry.children.get('value') ?? { children: new Map() }),
    ]);
    return Object.fromEntries(entries);
  }
  if (node.value === undefined) throw new Error('A parameter has parts where a value belongs');
  if (schema.isBooleanSchema() && !/^(true|false)$/i.test(node.value)) {
    throw new Error(`'${node.value}' is not a boolean`);
  }
  if (schema.isNumericSchema() && !NUMBER.test(node.value)) {
    throw new Error(`'${node.value}' is not a number`);
  }
  return scalars.read(schema, node.value);
}

/** The children `WORD.1`, `WORD.2`, … in the order of their numbers. An empty list is `Name=`. */
function numbered(node: FormNode, word: string): FormNode[] {
  const items = node.children.get(word)?.children ?? new Map<string, FormNode>();
  return [...items]
    .filter(([index]) => /^\d+$/.test(index))
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, item]) => item);
}
