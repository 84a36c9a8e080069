import textWidth from 'string-width';
import type { Progress } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { windowText } from '../minutes.ts';
import { percent } from '../percent.ts';
import { bar, rowNames } from './bars.ts';

type Chart = Extract<Progress, { kind: 'chart' }>;

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NO_VALUE = ' ';
const WIDEST_STEP = 6;
/** between the parts of a row */
const GAP = 2;
/** of a share and the blanks before it: `  76.9 %` */
const SHARE_COLUMNS = 8;
const SHORTEST_BAR = 6;
const HOTTEST = '  hottest';

/**
 * A row a series, with its blocks over time, all on one scale, so that the rows can be compared by
 * eye; then its sum, its share of all, and that as a bar. No row is wider than `columns`.
 */
export function chartLines(chart: Chart, columns: number): string[] {
  const rows = rowsOf(chart);
  const names = rowNames(Object.keys(chart.series), columns);
  const sums = rows.map(({ sum }) => grouped(sum));
  const sumColumns = Math.max(0, ...sums.map((sum) => sum.length));
  const space =
    columns - textWidth(names[0] ?? '') - sumColumns - SHARE_COLUMNS - HOTTEST.length - 3 * GAP;
  const steps = stepsOf(chart);
  const most = Math.max(1, space - SHORTEST_BAR);
  const shown = Math.min(steps, most);
  const stepColumns = Math.max(
    1,
    Math.min(WIDEST_STEP, Math.floor(Math.min(most, space / 2) / Math.max(shown, 1))),
  );
  const barColumns = Math.max(0, space - shown * stepColumns);
  const largest = Math.max(0, ...rows.map(({ most }) => most.value));
  const startMs = chart.startMs + (steps - shown) * chart.stepMs;
  return [
    `${chart.title}, ${windowText({ startMs, endMs: chart.startMs + steps * chart.stepMs })}`,
    `█ over time is ${grouped(largest)}; the bars are shares of the sum`,
    ...rows.map(({ values, sum, share, isHottest }, row) => {
      const blocks = Array.from({ length: shown }, (_, step) =>
        block(values[steps - shown + step] ?? null, largest).repeat(stepColumns),
      ).join('');
      const numbers = `${grouped(sum).padStart(sumColumns)}${percent(share).padStart(SHARE_COLUMNS)}`;
      const mark = isHottest ? HOTTEST : '';
      return `${names[row]}  ${blocks}  ${numbers}  ${bar(share, barColumns)}${mark}`;
    }),
  ];
}

/** The same in words, a sentence a series. */
export function chartFacts(chart: Chart): string[] {
  const { title, startMs, stepMs } = chart;
  const endMs = startMs + stepsOf(chart) * stepMs;
  return [
    `${title}, ${windowText({ startMs, endMs })}`,
    ...rowsOf(chart).map(({ name, sum, share, most, isHottest }) => {
      const at =
        most.value > 0 ? ` from ${windowText({ startMs: most.ms, endMs: most.ms + stepMs })}` : '';
      return `${name}${isHottest ? ', the hottest' : ''}: ${grouped(sum)}, which is ${percent(share)} of all; at most ${grouped(most.value)}${at}`;
    }),
  ];
}

interface Row {
  readonly name: string;
  readonly values: readonly (number | null)[];
  readonly sum: number;
  /** of the sum of all rows, 0 to 1 */
  readonly share: number;
  readonly most: { readonly value: number; readonly ms: number };
  readonly isHottest: boolean;
}

function rowsOf({ series, startMs, stepMs }: Chart): Row[] {
  const sums = Object.values(series).map(sumOf);
  const all = sumOf(sums);
  const hottest = Math.max(...sums);
  return Object.entries(series).map(([name, values]) => {
    const sum = sumOf(values);
    const value = Math.max(0, ...values.map((each) => each ?? 0));
    return {
      name,
      values,
      sum,
      share: all === 0 ? 0 : sum / all,
      most: { value, ms: startMs + values.indexOf(value) * stepMs },
      // of several that are alike, none stands out
      isHottest: sum > 0 && sum === hottest && sums.indexOf(sum) === sums.lastIndexOf(sum),
    };
  });
}

function stepsOf({ series }: Chart): number {
  return Math.max(0, ...Object.values(series).map(({ length }) => length));
}

function sumOf(values: readonly (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}

function block(value: number | null, largest: number): string {
  if (value === null) return NO_VALUE;
  const level = largest <= 0 ? 0 : Math.round((value / largest) * (BLOCKS.length - 1));
  return BLOCKS[level] ?? NO_VALUE;
}
