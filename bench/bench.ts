import { judge } from './bars.ts';
import { contenders as all } from './contenders.ts';
import { median, Results } from './results.ts';
import { createStackRow } from './rows/create-stack.ts';
import { fillRow } from './rows/fill.ts';
import { getMetricDataRow } from './rows/get-metric-data.ts';
import { getRecordsRow } from './rows/get-records.ts';
import { memoryRow } from './rows/memory.ts';
import { putRecordRow } from './rows/put-record.ts';
import { putRecordsFour, putRecordsOne } from './rows/put-records.ts';
import { startUpRow } from './rows/start-up.ts';
import { isInstalled } from './servers.ts';
import { subjectOf } from './subject.ts';
import type { Contender, Row, Subject } from './types.ts';

const ROWS: readonly Row[] = [
  putRecordsOne,
  putRecordsFour,
  putRecordRow,
  getRecordsRow,
  getMetricDataRow,
  createStackRow,
  startUpRow,
  memoryRow,
  fillRow,
];

/**
 * Measures row by row; in a row the contenders take turns, since machines drift.
 *
 * @param words measures only the contenders whose name has one of them; all when empty
 * @param rowWords only the rows whose name has one of them
 * @returns whether every bar between measured contenders was reached
 */
export async function bench(
  { words, rowWords }: { readonly words: readonly string[]; readonly rowWords: readonly string[] },
  print: (line: string) => void,
): Promise<boolean> {
  const contenders = installed(named(all, words), print);
  const rows = named(ROWS, rowWords);
  if (contenders.length === 0) throw new Error(`No contender is named like ${words.join(' ')}`);
  if (rows.length === 0) throw new Error(`No row is named like ${rowWords.join(' ')}`);
  const results = new Results();
  const subjects: Subject[] = [];
  try {
    for (const contender of contenders) {
      subjects.push(subjectOf(contender, await contender.start()));
    }
    for (const row of rows) {
      const taking = subjects.filter(({ contender }) => row.measures(contender));
      await measure(row, taking, results);
      printRow(row, results, print);
    }
  } finally {
    for (const { running } of subjects) await running.stop();
  }
  print('\nBars');
  return judge(results, print);
}

async function measure(row: Row, subjects: readonly Subject[], results: Results) {
  for (const subject of subjects) await row.prepare?.(subject);
  const warmUps = row.rounds > 1 ? 1 : 0;
  for (let round = -warmUps; round < row.rounds; round += 1) {
    for (const subject of subjects) {
      const figure = await row.measure(subject);
      if (round >= 0) results.add(row, subject.contender.name, figure);
    }
  }
}

function printRow(row: Row, results: Results, print: (line: string) => void): void {
  const how = row.rounds > 1 ? ` (median of ${row.rounds} rounds, least and most)` : '';
  print(`\n${row.name}${how}`);
  for (const [contender, figures] of results.rounds(row)) {
    const spread =
      figures.length > 1 ? `${number(Math.min(...figures))} ${number(Math.max(...figures))}` : '';
    print(`  ${contender.padEnd(24)}${number(median(figures))}  ${spread}`.trimEnd());
  }
}

function installed(contenders: readonly Contender[], print: (line: string) => void) {
  return contenders.filter(({ name, program }) => {
    if (program === undefined || isInstalled(program)) return true;
    print(`Not measured, since ${program} is not installed here: ${name}`);
    return false;
  });
}

function named<T extends { readonly name: string }>(all: readonly T[], words: readonly string[]) {
  return all.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
}

function number(value: number): string {
  const digits = Math.abs(value) < 10 ? 2 : 0;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits }).padStart(9);
}
