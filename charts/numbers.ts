const SCALES: readonly (readonly [number, string])[] = [
  [1e12, 'T'],
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];
/** Up to here a number is short enough to be written out. */
const WRITTEN_OUT = 100_000;

const withTwo = withDigits(2);
const withThree = withDigits(3);

/** How the numbers of an axis are written: all with one unit, that of the largest. */
export function tickFormat(largest: number): (value: number) => string {
  const [scale, unit] = scaleOf(largest);
  return (value) => (value === 0 ? '0' : `${plain(value / scale, withThree)}${unit}`);
}

/** A number by itself: `12,000`, `1.23M`. */
export function shortNumber(value: number): string {
  const [scale, unit] = scaleOf(value);
  return `${plain(value / scale, withTwo)}${unit}`;
}

export const fullNumber = withDigits(20);

function scaleOf(value: number): readonly [number, string] {
  const size = Math.abs(value);
  if (size < WRITTEN_OUT) return [1, ''];
  return SCALES.find(([scale]) => size >= scale) ?? [1, ''];
}

function plain(value: number, written: (value: number) => string): string {
  return value !== 0 && Math.abs(value) < 0.01
    ? String(Number(value.toPrecision(3)))
    : written(value);
}

/** Made once: a number's own `toLocaleString` takes ten times as long, and a chart has many. */
function withDigits(most: number): (value: number) => string {
  return new Intl.NumberFormat('en-US', { maximumFractionDigits: most }).format;
}
