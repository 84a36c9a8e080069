import { AGGREGATES } from './aggregates.ts';
import { ARRAYS } from './arrays.ts';
import { IF } from './condition.ts';
import { FILL } from './fill.ts';
import type { MathFunction } from './function.ts';
import { OVER_TIME } from './over-time.ts';
import { SOURCES } from './sources.ts';

/** Every metric math function that is served, by the name that expressions call it. */
export const FUNCTIONS: Readonly<Record<string, MathFunction>> = {
  ...AGGREGATES,
  ...ARRAYS,
  ...OVER_TIME,
  ...SOURCES,
  FILL,
  IF,
};

/** What CloudWatch has beside them. Source: user guide, functions supported for metric math. */
export const NOT_SERVED: readonly string[] = [
  'ANOMALY_DETECTION_BAND',
  'DATE',
  'DAY',
  'DB_PERF_INSIGHTS',
  'EPOCH',
  'HOUR',
  'INSIGHT_RULE_METRIC',
  'LAMBDA',
  'MINUTE',
  'MONTH',
  'SERVICE_QUOTA',
  'YEAR',
];
