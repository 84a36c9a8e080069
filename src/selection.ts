import { numberOf } from './catalog.ts';
import { WorkshopError } from './errors.ts';
import { suggestion } from './nearest.ts';

export interface SelectionOptions {
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly only: string | undefined;
}

export interface Selection {
  /** Stems of the steps that were asked for, in order. */
  readonly selected: readonly string[];
  /** Stems of the steps before them, which they build on. */
  readonly before: readonly string[];
}

/**
 * The steps that `--from`, `--to` and `--only` name: each a number (`3`, `03`), a name (`produce`)
 * or a stem (`03-produce`).
 *
 * @throws {WorkshopError} `usage` for a step that is not there, with the nearest one
 */
export function select(stems: readonly string[], { from, to, only }: SelectionOptions): Selection {
  if (only !== undefined) {
    const other = from !== undefined ? '--from' : '--to';
    if (from !== undefined || to !== undefined) {
      throw wrong(`--only and ${other} exclude each other; leave one out`);
    }
    const index = indexOf(stems, '--only', only);
    return selection(stems, index, index);
  }
  const first = from === undefined ? 0 : indexOf(stems, '--from', from);
  const last = to === undefined ? stems.length - 1 : indexOf(stems, '--to', to);
  if (first > last) throw wrong(`--from ${from} comes after --to ${to}; swap them`);
  return selection(stems, first, last);
}

function selection(stems: readonly string[], first: number, last: number): Selection {
  const selected = stems.slice(first, last + 1);
  return { selected, before: selected.every(isCleanUp) ? [] : stems.slice(0, first) };
}

function indexOf(stems: readonly string[], option: string, step: string): number {
  const wanted = step.toLowerCase();
  const isNumber = /^\d+$/.test(step);
  const index = stems.findIndex(
    (stem) =>
      stem === wanted || nameOf(stem) === wanted || (isNumber && numberOf(stem) === Number(step)),
  );
  if (index >= 0) return index;
  if (isNumber) throw wrong(`There is no step ${step} (${option}); there are 1 to ${stems.length}`);
  throw wrong(`There is no step ${step} (${option})${suggestion(step, stems.map(nameOf))}`);
}

/**
 * The step that ends the workshop. It takes away what the others made and needs none of them, so
 * its checks pass where theirs fail.
 */
export function isCleanUp(stem: string): boolean {
  return nameOf(stem) === 'clean-up';
}

/** `03-produce` is called produce. */
function nameOf(stem: string): string {
  return stem.slice(3);
}

function wrong(message: string): WorkshopError {
  return new WorkshopError('usage', message, '');
}
