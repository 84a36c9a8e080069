const BYTES = ['Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'];
const BITS = ['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits'];
const TIMES = ['Seconds', 'Microseconds', 'Milliseconds'];
const RATES = [...BYTES, ...BITS, 'Count'].map((unit) => `${unit}/Second`);

/** The units of the API reference, in its order. Source: MetricDatum, StandardUnit. */
export const UNITS: readonly string[] = [
  ...TIMES,
  ...BYTES,
  ...BITS,
  'Percent',
  'Count',
  ...RATES,
  'None',
];
