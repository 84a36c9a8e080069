import type { GraphicComponentOption } from 'echarts';
import type { Line, Range } from './chart.ts';
import type { Tile } from './tiles.ts';

/** A line's course in a rectangle, without axes: from its lowest value to its highest. */
export function sparkline(
  { points }: Line,
  range: Range,
  place: Tile,
  color: string,
): GraphicComponentOption[] {
  if (points.length < 2) return [];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const [, value] of points) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const course = points.map(([ms, value]) => {
    const along = Math.min(1, Math.max(0, (ms - range.startMs) / (range.endMs - range.startMs)));
    const up = most === least ? 0.5 : (value - least) / (most - least);
    return [place.x + along * place.width, place.y + (1 - up) * place.height];
  });
  return [
    {
      type: 'polyline',
      shape: { points: course },
      style: { stroke: color, lineWidth: 2, fill: 'none' },
    },
  ];
}
