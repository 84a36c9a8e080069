import type { Row } from './types.ts';

/** Figures by row and contender, one a round. */
export class Results {
  readonly #figures = new Map<Row, Map<string, number[]>>();

  add(row: Row, contender: string, figure: number): void {
    const byContender = this.#figures.get(row) ?? new Map<string, number[]>();
    byContender.set(contender, [...(byContender.get(contender) ?? []), figure]);
    this.#figures.set(row, byContender);
  }

  get rows(): readonly Row[] {
    return [...this.#figures.keys()];
  }

  rounds(row: Row): ReadonlyMap<string, readonly number[]> {
    return this.#figures.get(row) ?? new Map();
  }

  /** The median; undefined when it was not measured. */
  figure(row: Row, contender: string): number | undefined {
    const figures = this.rounds(row).get(contender);
    return figures === undefined ? undefined : median(figures);
  }

  /** The median of the rounds' ratios, since both ran in the same minute on a machine that drifts. */
  ratio(row: Row, of: string, to: string): number | undefined {
    const [ours, theirs] = [this.rounds(row).get(of), this.rounds(row).get(to)];
    if (ours === undefined || theirs === undefined) return undefined;
    return median(ours.map((figure, round) => figure / (theirs[round] ?? Number.NaN)));
  }

  /** Contenders, the best one first. */
  ranking(row: Row): string[] {
    const sign = row.better === 'more' ? -1 : 1;
    return [...this.rounds(row)]
      .map(([name, figures]) => ({ name, figure: sign * median(figures) }))
      .sort((a, b) => a.figure - b.figure)
      .map(({ name }) => name);
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
