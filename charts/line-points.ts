import type { LineSeriesOption } from 'echarts';
import { type Chart, type Line, type Point, type Side, type Size, sideOf } from './chart.ts';

/** With more lines than these, symbols would hide all. */
const LINES_WITH_SYMBOLS = 20;
/** Points nearer to each other than these pixels have no symbols: they would be a band. */
const SYMBOL_EVERY_PX = 11;

type Datum = NonNullable<LineSeriesOption['data']>[number];

/**
 * The points as they are drawn. Areas on top of each other need the same moments in each; one that
 * has no value at a moment adds nothing to it.
 */
export function drawnPoints({ lines, stacked }: Chart): (readonly Point[])[] {
  if (!stacked) return lines.map(({ points }) => points);
  const moments = { left: momentsOn(lines, 'left'), right: momentsOn(lines, 'right') };
  return lines.map((line) => {
    const values = new Map(line.points);
    return moments[sideOf(line)].map((ms) => [ms, values.get(ms) ?? 0]);
  });
}

/** The upper edges of the lines as they are drawn: of areas, with all that lies under them. */
export function upperEdges(
  { lines, stacked }: Chart,
  drawn: readonly (readonly Point[])[],
): (readonly Point[])[] {
  if (!stacked) return [...drawn];
  const sums = { left: new Map<number, number>(), right: new Map<number, number>() };
  return drawn.map((points, index) => {
    const sumsOfSide = sums[sideOf(lines[index] ?? {})];
    return points.map(([ms, value]) => {
      const sum = (sumsOfSide.get(ms) ?? 0) + value;
      sumsOfSide.set(ms, sum);
      return [ms, sum];
    });
  });
}

function momentsOn(lines: readonly Line[], side: Side): number[] {
  const moments = new Set<number>();
  for (const line of lines) {
    if (sideOf(line) === side) for (const [ms] of line.points) moments.add(ms);
  }
  return [...moments].sort((a, b) => a - b);
}

export function isDense(
  points: readonly Point[],
  { range, lines }: Chart,
  { width }: Size,
): boolean {
  if (lines.length > LINES_WITH_SYMBOLS) return true;
  const [first] = points[0] ?? [range.startMs];
  const [last] = points.at(-1) ?? [range.startMs];
  const pixels = ((last - first) / Math.max(1, range.endMs - range.startMs)) * width;
  return points.length > 1 && pixels / points.length < SYMBOL_EVERY_PX;
}

/** A missing value interrupts a line, and a value that has no neighbour is a dot. */
export function withGaps(
  points: readonly Point[],
  periodMs: number,
  shiftMs: number,
  symbol: string,
  dense: boolean,
): Datum[] {
  const far = (a: Point | undefined, b: Point | undefined) =>
    a === undefined || b === undefined || (periodMs > 0 && b[0] - a[0] > periodMs);
  return points.flatMap((point, index): Datum[] => {
    const gapBefore = far(points[index - 1], point);
    const alone = gapBefore && far(point, points[index + 1]);
    const value = [point[0] + shiftMs, point[1]];
    const datum: Datum = dense && alone ? { value, symbol, symbolSize: 4 } : value;
    if (!gapBefore || index === 0) return [datum];
    return [[point[0] + shiftMs - 1, null] as Datum, datum];
  });
}
