import { CANNED, CANNED_HTTP1, KINESALITE, LOCAL, LOCAL_HTTP1 } from './contenders.ts';
import type { Results } from './results.ts';
import { fillRow } from './rows/fill.ts';
import { memoryRow } from './rows/memory.ts';
import { putRecordRow } from './rows/put-record.ts';
import { putRecordsFour, putRecordsOne } from './rows/put-records.ts';
import { startUpRow } from './rows/start-up.ts';
import type { Row } from './types.ts';

/** What the project promises of itself; one that is missed is printed as missed. */
interface Bar {
  readonly row: Row;
  readonly of: string;
  /** The one that the figure is divided by, round by round; absent where the figure counts. */
  readonly to?: string;
  readonly atLeast?: number;
  readonly atMost?: number;
}

const BARS: readonly Bar[] = [
  ...[putRecordsOne, putRecordsFour].flatMap((row) => [
    // kinesalite speaks HTTP/1.1 only, and the SDK makes a connection for each request over HTTP/2
    { row, of: LOCAL, to: KINESALITE, atLeast: 8 },
    { row, of: LOCAL_HTTP1, to: KINESALITE, atLeast: 8 },
    { row, of: LOCAL, to: CANNED, atLeast: 0.6 },
    { row, of: LOCAL_HTTP1, to: CANNED_HTTP1, atLeast: 0.6 },
  ]),
  { row: putRecordRow, of: LOCAL, to: CANNED, atLeast: 0.8 },
  { row: putRecordRow, of: LOCAL_HTTP1, to: CANNED_HTTP1, atLeast: 0.8 },
  { row: startUpRow, of: LOCAL, atMost: 400 },
  { row: memoryRow, of: LOCAL, atMost: 500 },
  { row: fillRow, of: LOCAL, atLeast: 0.85 },
];

const OWN = [LOCAL, LOCAL_HTTP1];
const CANNED_ONES = [CANNED, CANNED_HTTP1];

/** One line a bar between contenders that were measured, and whether all of them were reached. */
export function judge(results: Results, print: (line: string) => void): boolean {
  let allReached = true;
  const say = (reached: boolean, text: string) => {
    print(`  ${reached ? 'reached' : 'MISSED '}  ${text}`);
    allReached &&= reached;
  };
  for (const { row, of, to, atLeast = 0, atMost = Number.POSITIVE_INFINITY } of BARS) {
    const figure = to === undefined ? results.figure(row, of) : results.ratio(row, of, to);
    if (figure === undefined) continue;
    const bar = atLeast > 0 ? `at least ${atLeast}` : `at most ${atMost}`;
    const text = to === undefined ? figure.toFixed(2) : `${figure.toFixed(2)} x ${to}`;
    say(figure >= atLeast && figure <= atMost, `${row.name}: ${of} ${text} (${bar})`);
  }
  for (const row of results.rows) {
    const ranking = results.ranking(row).filter((name) => !CANNED_ONES.includes(name));
    if (ranking.every((name) => OWN.includes(name))) continue;
    say(OWN.includes(ranking[0] ?? ''), `${row.name}: first is ${ranking[0]}`);
  }
  return allReached;
}
