import type { NormalizedSchema } from '@smithy/core/schema';

/** Structures that contain themselves end here. */
const MAX_DEPTH = 5;

/**
 * A value that fits a schema, with every member, list item and map entry filled, each scalar
 * different from the last so that two members that change places are noticed.
 */
export function sample(schema: NormalizedSchema): unknown {
  let count = 0;
  const value = (ns: NormalizedSchema, depth: number): unknown => {
    count += 1;
    if (ns.isUnitSchema()) return {};
    if (ns.isStructSchema()) {
      const members = [...ns.structIterator()];
      const [first] = members;
      // One member of a union is the value; an event stream is no value at all.
      const chosen = ns.isUnionSchema() && first !== undefined ? [first] : members;
      return Object.fromEntries(
        chosen
          .filter(([, member]) => !member.isStreaming() && (depth < MAX_DEPTH || isScalar(member)))
          .map(([name, member]) => [name, value(member, depth + 1)]),
      );
    }
    if (ns.isListSchema()) {
      return [value(ns.getValueSchema(), depth + 1), value(ns.getValueSchema(), depth + 1)];
    }
    if (ns.isMapSchema()) return { [`key${count}`]: value(ns.getValueSchema(), depth + 1) };
    if (ns.isBlobSchema()) return new Uint8Array([count % 256, 0, 255, 128]);
    if (ns.isTimestampSchema()) return new Date(Date.parse('2026-06-01T12:00:00Z') + count * 1000);
    if (ns.isBooleanSchema()) return count % 2 === 0;
    if (ns.isNumericSchema()) return count;
    return `text ${count} <&> "é" + %`;
  };
  return value(schema, 0);
}

function isScalar(schema: NormalizedSchema): boolean {
  return !schema.isStructSchema() && !schema.isListSchema() && !schema.isMapSchema();
}
