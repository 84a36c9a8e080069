import type { Progress } from '../contract.ts';
import { grouped } from '../grouped.ts';

type Chart = Extract<Progress, { kind: 'chart' }>;

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'] as const;
const NO_VALUE = '·';
/** Newer steps than these fit beside a shard's name on a terminal of 80 columns. */
const MAX_STEPS = 40;

/** A row of blocks a series, all on one scale, so that the rows can be compared by eye. */
export function chartLines({ title, startMs, stepMs, series }: Chart): string[] {
  const rows = Object.entries(series);
  const steps = Math.max(0, ...rows.map(([, values]) => values.length));
  const skipped = Math.max(0, steps - MAX_STEPS);
  const largest = Math.max(0, ...rows.flatMap(([, values]) => values.map((value) => value ?? 0)));
  const width = Math.max(0, ...rows.map(([label]) => label.length));
  const from = timeOf(startMs + skipped * stepMs);
  const to = timeOf(startMs + steps * stepMs);
  return [
    `${title}, ${from} to ${to} UTC, one block each ${stepMs / 1000} s`,
    ...rows.map(([label, values]) => {
      const blocks = Array.from({ length: steps - skipped }, (_, column) =>
        block(values[skipped + column] ?? null, largest),
      ).join('');
      const most = Math.max(0, ...values.map((value) => value ?? 0));
      return `${label.padEnd(width)}  ${blocks}  at most ${grouped(most)}`;
    }),
  ];
}

function block(value: number | null, largest: number): string {
  if (value === null) return NO_VALUE;
  const level = largest <= 0 ? 0 : Math.round((value / largest) * (BLOCKS.length - 1));
  return BLOCKS[level] ?? NO_VALUE;
}

/** `12:05` */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().slice(11, 16);
}
