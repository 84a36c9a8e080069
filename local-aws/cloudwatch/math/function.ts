import type { MathContext } from './context.ts';
import { mapSeries } from './map-series.ts';
import type { TimeSeries, Value } from './values.ts';

/** A metric math function: how many arguments it takes, and what it makes of them. */
export interface MathFunction {
  readonly least: number;
  readonly most: number;
  run(args: readonly Value[], context: MathContext, name: string): Value;
}

/** TS → TS and TS[] → TS[]. */
export function seriesFunction(map: (series: TimeSeries) => TimeSeries): MathFunction {
  return { least: 1, most: 1, run: ([value], _context, name) => mapSeries(value, map, name) };
}
