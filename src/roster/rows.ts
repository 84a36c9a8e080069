import type { CsvError, Info } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { Fault } from './fault.ts';

/** One line of a roster that has something in it. */
export interface Row {
  /** where it begins, counted from 1 */
  readonly line: number;
  /** without the blanks around them */
  readonly cells: readonly string[];
}

/** What spreadsheets put between two cells: which one is a matter of their language. */
const DELIMITERS = [',', ';', '\t'];

/**
 * The lines of a CSV text that are not blank. Behind a quote that is not right no cells can be told
 * apart: the lines end there, with a fault.
 */
export function readRows(text: string): {
  readonly rows: readonly Row[];
  readonly fault: Fault | undefined;
} {
  const faults: Fault[] = [];
  const parsed = parse(text, {
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    skip_records_with_error: true,
    raw: true,
    on_skip: (error, raw = '') => {
      if (error !== undefined) faults.push(faultOf(error, raw));
      return undefined;
    },
  }) as unknown as readonly { readonly info: Info; readonly record: readonly string[] }[];
  const rows = parsed
    .filter(({ record }) => record.some((cell) => cell !== ''))
    .map(({ info, record }) => ({ line: info.lines - newlinesIn(record), cells: record }));
  const [fault] = faults;
  const endLine = fault?.line ?? Number.POSITIVE_INFINITY;
  return { rows: rows.filter(({ line }) => line < endLine), fault };
}

/** The one of the header, whose names have none in them. */
export function delimiterOf(text: string): string {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1);
  return DELIMITERS.find((delimiter) => header.includes(delimiter)) ?? ',';
}

/** The parser counts to the end of a record, and a quoted cell may go over several lines. */
function newlinesIn(record: readonly string[]): number {
  return record.join('').split('\n').length - 1;
}

/** @param raw what was read up to the fault, since the last record that is right */
function faultOf(error: CsvError, raw: string): Fault {
  const { lines, column } = error as CsvError & { lines?: unknown; column?: unknown };
  const place = { line: Number(lines), column: Number(column) + 1 };
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED': {
      const sinceQuote = raw.slice(raw.lastIndexOf('"')).trimEnd();
      const line = place.line - newlinesIn([sinceQuote]);
      return { ...place, line, text: 'a quote is opened and never closed; close it' };
    }
    case 'CSV_INVALID_CLOSING_QUOTE':
      return {
        ...place,
        text: 'there is text before or after a quoted cell; quote the whole cell, and write a quote in it twice',
      };
    default:
      return { ...place, text: error.message };
  }
}
