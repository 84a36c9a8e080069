import { WorkshopError } from '../errors.ts';

/** Something wrong in a roster. */
export interface Fault {
  /** counted from 1, as an editor and a spreadsheet do */
  readonly line: number;
  /** which cell of the line, counted from 1: a spreadsheet's A is 1 */
  readonly column: number;
  /** What is wrong, and what to write instead. */
  readonly text: string;
}

/** A roster is refused whole: each fault on a line, `class.csv:3:2: …`, in the order of the file. */
export function refused(file: string, faults: readonly Fault[]): WorkshopError {
  const lines = [...faults]
    .sort((a, b) => a.line - b.line || a.column - b.column)
    .map(({ line, column, text }) => `${file}:${line}:${column}: ${text}`);
  return new WorkshopError('configuration', lines.join('\n'), '');
}
