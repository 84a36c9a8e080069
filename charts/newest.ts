import type { Line } from './chart.ts';

/** What the views that show one number take of a line. */
export function newest({ points }: Line): number | undefined {
  return points.at(-1)?.[1];
}
