import { suggestion } from '../nearest.ts';
import type { Fault } from './fault.ts';
import type { Row } from './rows.ts';

/** What a roster may say of a participant. The first is needed, the others have defaults. */
export const COLUMNS = [
  'participant',
  'region',
  'profile',
  'roleArn',
  'account',
  'endpoint',
  'names',
  'stack',
  'stream',
  'dashboardStack',
  'dashboard',
  'alarmStack',
] as const;

export type Column = (typeof COLUMNS)[number];

/** Which cell of a line is which, counted from 0. */
export type ColumnPlaces = ReadonlyMap<Column, number>;

/** Reads the header's names without regard to case, blanks, hyphens and underscores. */
export function readHeader({ line, cells }: Row): {
  readonly places: ColumnPlaces;
  readonly faults: readonly Fault[];
} {
  const places = new Map<Column, number>();
  const faults: Fault[] = [];
  for (const [at, name] of cells.entries()) {
    if (name === '') continue;
    const column = COLUMNS.find((known) => folded(known) === folded(name));
    const before = column === undefined ? undefined : places.get(column);
    const place = { line, column: at + 1 };
    if (column === undefined) {
      faults.push({ ...place, text: `there is no column "${name}"${suggestion(name, COLUMNS)}` });
    } else if (before !== undefined) {
      const text = `column ${column} is there already, as column ${before + 1}; leave one out`;
      faults.push({ ...place, text });
    } else {
      places.set(column, at);
    }
  }
  if (!places.has('participant') && faults.length === 0) {
    const text = 'there is no column participant; the first line has the names of the columns';
    faults.push({ line, column: 1, text });
  }
  return { places, faults };
}

function folded(name: string): string {
  return name.toLowerCase().replace(/[\s_-]/g, '');
}
