import { legible } from './text.ts';

/** What a picture of metrics shows; every view is drawn from this, for a page and for a file. */
export interface Chart {
  readonly title: string;
  readonly view: View;
  readonly range: Range;
  readonly lines: readonly Line[];
  /** Lines of a time series lie on top of each other as areas. */
  readonly stacked: boolean;
  readonly axes: Readonly<Record<Side, Axis>>;
  readonly levels: readonly Level[];
  readonly moments: readonly Moment[];
  readonly legend: 'bottom' | 'right' | 'hidden';
  /** What clocks on the time axis show beyond UTC, in minutes. */
  readonly offsetMinutes: number;
  /** A single value is written with all its digits. */
  readonly fullPrecision: boolean;
  /** A single value has its line under it. */
  readonly sparkline: boolean;
}

export const VIEWS = ['timeSeries', 'singleValue', 'bar', 'pie', 'gauge'] as const;
export type View = (typeof VIEWS)[number];
export type Side = 'left' | 'right';

/** In milliseconds since the epoch. */
export interface Range {
  readonly startMs: number;
  readonly endMs: number;
}

export type Point = readonly [ms: number, value: number];

export interface Line {
  readonly label: string;
  /** oldest first */
  readonly points: readonly Point[];
  /** Points further apart than this have a gap between them. */
  readonly periodMs: number;
  readonly side?: Side | undefined;
  /** `#rrggbb` or `#rgb`; unless told, of the palette by its shard's number, or the next */
  readonly color?: string | undefined;
  /** Marked by shape as well as by colour. */
  readonly hot?: boolean | undefined;
}

export function sideOf({ side }: Pick<Line, 'side'>): Side {
  return side ?? 'left';
}

/** A line's label, in which the hot one is told by a word, too. */
export function nameOf({ label, hot }: Pick<Line, 'label' | 'hot'>): string {
  const name = legible(label);
  return hot ? `${name} (hot)` : name;
}

export interface Axis {
  readonly label?: string | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** A line or a band across the chart at a value. */
export interface Level {
  readonly value: number;
  /** the other edge of a band */
  readonly to?: number | undefined;
  readonly fill?: 'above' | 'below' | undefined;
  readonly label: string;
  readonly color?: string | undefined;
  readonly side: Side;
}

/** A line or a band from top to bottom at a time, in milliseconds since the epoch. */
export interface Moment {
  readonly ms: number;
  readonly toMs?: number | undefined;
  readonly fill?: 'before' | 'after' | undefined;
  readonly label: string;
  readonly color?: string | undefined;
}

/** In pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

const PLAIN: Omit<Chart, 'title' | 'range' | 'lines'> = {
  view: 'timeSeries',
  stacked: false,
  axes: { left: {}, right: {} },
  levels: [],
  moments: [],
  legend: 'bottom',
  offsetMinutes: 0,
  fullPrecision: false,
  sparkline: false,
};

/** A chart of which only the particulars are told. */
export function chartOf(
  particulars: Pick<Chart, 'title' | 'range' | 'lines'> & Partial<Chart>,
): Chart {
  return { ...PLAIN, ...particulars };
}
