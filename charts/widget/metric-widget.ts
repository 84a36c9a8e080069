import type { View } from '../chart.ts';

/**
 * A metric widget's properties, as a dashboard's body and GetMetricWidgetImage have them. What reads
 * a widget trusts that it has these types.
 * Source: user guide, dashboard body structure; GetMetricWidgetImage, metric widget structure.
 */
export interface MetricWidget {
  readonly metrics: readonly MetricRow[];
  readonly title?: string;
  /** The numbers of a `table` are drawn over time as well. */
  readonly view?: View | 'table';
  readonly stacked?: boolean;
  readonly stat?: string;
  /** in seconds */
  readonly period?: number;
  /** One value of the whole time range; of views that show one. */
  readonly setPeriodToTimeRange?: boolean;
  readonly region?: string;
  /** of the rows that name none */
  readonly accountId?: string;
  /** Shows the minute that is still counted as well. */
  readonly liveData?: boolean;
  /** ISO 8601, or as a duration before now: `-PT3H` */
  readonly start?: string;
  readonly end?: string;
  /** `+0130` */
  readonly timezone?: string;
  readonly yAxis?: { readonly left?: WidgetAxis; readonly right?: WidgetAxis };
  readonly legend?: { readonly position?: 'bottom' | 'right' | 'hidden' };
  readonly annotations?: {
    /** ARNs: what these alarms look at is drawn, with their thresholds */
    readonly alarms?: readonly string[];
    readonly horizontal?: readonly Annotation<HorizontalAnnotation>[];
    readonly vertical?: readonly Annotation<VerticalAnnotation>[];
  };
  readonly singleValueFullPrecision?: boolean;
  /** A single value has its line under it. */
  readonly sparkline?: boolean;
}

/** Namespace, metric name, dimensions by name and value, and rendering properties at the end. */
export type MetricRow = readonly (string | RowProperties)[];

export interface RowProperties {
  readonly accountId?: string;
  readonly color?: string;
  readonly expression?: string;
  readonly id?: string;
  readonly label?: string;
  readonly period?: number;
  readonly region?: string;
  readonly stat?: string;
  readonly visible?: boolean;
  readonly yAxis?: 'left' | 'right';
}

export interface WidgetAxis {
  readonly label?: string;
  readonly min?: number;
  readonly max?: number;
}

/** A line, or the two edges of a band. */
export type Annotation<Edge> = Edge | readonly [Edge, Edge];

interface AnyAnnotation {
  readonly color?: string;
  readonly label?: string;
  readonly visible?: boolean;
}

export interface HorizontalAnnotation extends AnyAnnotation {
  readonly value: number;
  readonly fill?: 'above' | 'below' | 'none';
  readonly yAxis?: 'left' | 'right';
}

export interface VerticalAnnotation extends AnyAnnotation {
  /** ISO 8601 */
  readonly value: string;
  readonly fill?: 'before' | 'after' | 'none';
}
