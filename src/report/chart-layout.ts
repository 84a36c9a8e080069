import { SHORTEST_BAR } from './bars.ts';

/** Where a chart's parts stand, in columns of a terminal. */
export interface ChartLayout {
  /** A series has two rows: its name and blocks, below them its numbers and bar. */
  readonly isStacked: boolean;
  /** How many steps of time one block stands for. */
  readonly joinedSteps: number;
  readonly blockColumns: number;
  /** Below `SHORTEST_BAR` there is none. */
  readonly barColumns: number;
}

/** between the parts of a row */
export const GAP = 2;
const WIDEST_BLOCK = 6;
/** With fewer in a row, and more steps than these, the blocks have a row of their own. */
const FEWEST_BLOCKS = 12;

/** @param numberColumns of a series' sum, share and mark */
export function chartLayout(
  { steps, nameColumns, numberColumns }: ChartContent,
  columns: number,
): ChartLayout {
  const room = columns - nameColumns - numberColumns - 3 * GAP;
  const isStacked = room - SHORTEST_BAR < Math.min(steps, FEWEST_BLOCKS);
  const most = isStacked ? columns - nameColumns - GAP : room - SHORTEST_BAR;
  const joinedSteps = Math.max(1, Math.ceil(steps / Math.max(1, most)));
  const blocks = Math.max(1, Math.ceil(steps / joinedSteps));
  const widest = Math.floor((isStacked ? most : Math.min(most, room / 2)) / blocks);
  const blockColumns = Math.max(1, Math.min(WIDEST_BLOCK, widest));
  return {
    isStacked,
    joinedSteps,
    blockColumns,
    barColumns: isStacked ? columns - numberColumns - 2 * GAP : room - blocks * blockColumns,
  };
}

interface ChartContent {
  readonly steps: number;
  readonly nameColumns: number;
  readonly numberColumns: number;
}
