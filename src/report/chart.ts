import textWidth from 'string-width';
import type { Progress } from '../contract.ts';
import { duration } from '../duration.ts';
import { grouped } from '../grouped.ts';
import { windowText } from '../minutes.ts';
import { percent } from '../percent.ts';
import { bar, rowNames } from './bars.ts';
import { chartLayout } from './chart-layout.ts';

type Chart = Extract<Progress, { kind: 'chart' }>;

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NO_VALUE = ' ';
/** of a share and the blanks before it: `  76.9 %` */
const SHARE_COLUMNS = 8;
const HOTTEST = '  hottest';

/**
 * A row a series, with its blocks over time, all on one scale, so that the rows can be compared by
 * eye; then its sum, its share of all, and that as a bar. Two rows a series where one has no room.
 */
export function chartLines(chart: Chart, columns: number): string[] {
  const rows = rowsOf(chart);
  const names = rowNames(Object.keys(chart.series), columns);
  const sums = rows.map(({ sum }) => grouped(sum));
  const sumColumns = Math.max(0, ...sums.map((sum) => sum.length));
  const steps = stepsOf(chart);
  const { isStacked, joinedSteps, blockColumns, barColumns } = chartLayout(
    {
      steps,
      nameColumns: textWidth(names[0] ?? ''),
      numberColumns: sumColumns + SHARE_COLUMNS + HOTTEST.length,
    },
    columns,
  );
  const { startMs, stepMs } = chart;
  const largest = Math.max(0, ...rows.map(({ most }) => most.value));
  const joined =
    joinedSteps === 1 ? '' : `, a block the highest of ${duration((joinedSteps * stepMs) / 1000)}`;
  const shares = bar(1, barColumns) === '' ? '' : '; the bars are shares of the sum';
  return [
    `${chart.title}, ${windowText({ startMs, endMs: startMs + steps * stepMs })}`,
    `█ over time is ${grouped(largest)}${joined}${shares}`,
    ...rows.flatMap(({ values, share, isHottest }, row) => {
      const blocks = Array.from({ length: Math.ceil(steps / joinedSteps) }, (_, at) =>
        block(highest(values.slice(at * joinedSteps, (at + 1) * joinedSteps)), largest),
      );
      const over = `${names[row]}  ${blocks.map((each) => each.repeat(blockColumns)).join('')}  `;
      const numbers = `${(sums[row] ?? '').padStart(sumColumns)}${percent(share).padStart(SHARE_COLUMNS)}`;
      const sum = `${numbers}  ${bar(share, barColumns)}`.trimEnd() + (isHottest ? HOTTEST : '');
      return isStacked ? [over.trimEnd(), `  ${sum}`] : [over + sum];
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

function highest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function block(value: number | null, largest: number): string {
  if (value === null) return NO_VALUE;
  const level = largest <= 0 ? 0 : Math.round((value / largest) * (BLOCKS.length - 1));
  return BLOCKS[level] ?? NO_VALUE;
}
