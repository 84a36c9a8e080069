import * as assert from 'uvu/assert';

/** How many faults were told right, by the fault. */
export class Score {
  readonly #told = new Map<string, { judged: number; right: number }>();
  readonly #wrong: string[] = [];

  /** @param what the call, and the verdict that came of it */
  add(fault: string, isRight: boolean, what: string): void {
    const told = this.#told.get(fault) ?? { judged: 0, right: 0 };
    told.judged += 1;
    if (isRight) told.right += 1;
    else this.#wrong.push(`${fault}, ${what}`);
    this.#told.set(fault, told);
  }

  /** Of those since it was last asked for. */
  expectAllRight(): void {
    assert.equal(this.#wrong.splice(0), []);
  }

  /** A line a fault, and their sum. */
  get lines(): string[] {
    const rows = [...this.#told];
    const sum = (of: 'judged' | 'right') => rows.reduce((total, [, told]) => total + told[of], 0);
    const width = Math.max(...rows.map(([fault]) => fault.length));
    return [
      ...rows.map(([fault, { judged, right }]) => `${fault.padEnd(width)}  ${right} of ${judged}`),
      `faults: ${sum('right')} of ${sum('judged')} told right`,
    ];
  }
}
