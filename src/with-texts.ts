/**
 * A value that prints as JSON, with each of its texts changed, and the names of its members as well.
 *
 * @param isKept by its name, whether what a member holds is left as it is
 */
export function withTexts<Value>(
  value: Value,
  change: (text: string) => string,
  isKept: (name: string) => boolean = () => false,
): Value {
  const changed = (part: unknown): unknown => {
    if (typeof part === 'string') return change(part);
    if (typeof part !== 'object' || part === null) return part;
    if (Array.isArray(part)) return part.map(changed);
    return Object.fromEntries(
      Object.entries(part).map(([name, member]) => [
        change(name),
        isKept(name) ? member : changed(member),
      ]),
    );
  };
  return changed(value) as Value;
}
