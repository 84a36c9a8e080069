/**
 * A row's namespace, metric name and dimensions written out: `.` stands for what the row above has
 * there, `...` for all that it begins with.
 *
 * @param above the last row above that names a metric, written out
 * @returns `undefined` where there is nothing above to repeat
 */
export function writtenOut(
  names: readonly string[],
  above: readonly string[],
): readonly string[] | undefined {
  const dots = names.indexOf('...');
  const begun =
    dots === -1
      ? names
      : [
          ...names.slice(0, dots),
          ...above.slice(dots, Math.max(dots, above.length - (names.length - dots - 1))),
          ...names.slice(dots + 1),
        ];
  const full = begun.map((name, at) => (name === '.' ? above[at] : name));
  const found = full.filter((name) => name !== undefined);
  return found.length < begun.length || (dots !== -1 && above.length === 0) ? undefined : found;
}
