import { damaged, notOurs, otherVersion } from './refusal.ts';
import type { Operation, Store } from './store.ts';

/** Rises when what a folder holds changes, or what an action makes of the same calls. */
export const FORMAT = 2;

const KEY = 'summary';

/** What a folder says of the whole. */
export interface Summary {
  /** of the cloud's ids and secrets, in hexadecimal digits */
  readonly seed: string;
  /** of ids, before the first call that is kept */
  readonly draws: number;
  /** of cloud time before real time */
  readonly offsetMs: number;
  /** the last moment of cloud time that was written */
  readonly lastMs: number;
  readonly calls: number;
  readonly turns: number;
  /** The folder was being emptied: nothing else in it counts. */
  readonly isEmptying?: true;
}

export function summaryOperation(summary: Summary): Operation {
  const value = Buffer.from(JSON.stringify({ format: FORMAT, ...summary }));
  return { type: 'put', key: KEY, value };
}

/**
 * The summary of a folder; undefined when it is new. What was being emptied is empty thereafter.
 *
 * @throws {StateRefused}
 */
export async function readSummary(store: Store): Promise<Summary | undefined> {
  const value = await store.get(KEY);
  if (value === undefined) {
    if (await store.isEmpty()) return undefined;
    throw notOurs(store.folder);
  }
  const { format, ...summary } = JSON.parse(value.toString()) as Summary & { format: number };
  if (format !== FORMAT) {
    throw otherVersion(store.folder, `format ${format}, where this one has ${FORMAT}`);
  }
  if (summary.isEmptying !== true) return summary;
  await store.clearBut(KEY);
  return { ...summary, draws: 0, calls: 0, turns: 0 };
}

/** Removes everything. Should the process end half-way, the next one finishes it. */
export async function empty(store: Store, summary: Summary): Promise<void> {
  await store.write([summaryOperation({ ...summary, isEmptying: true })]);
  await store.clearBut(KEY);
}

/** Keys of one kind sort by their number. */
export function numbered(number: number): string {
  return String(number).padStart(12, '0');
}

/**
 * A turn is one batch, and leaves its number. LevelDB skips what it can not read in its newest files,
 * so that a batch may be missing between others; the numbers tell. These files hold two times 4 MiB,
 * and the smallest batch some 200 bytes.
 */
const NUMBERED_TURNS = 50_000;

export function turnOperations(turn: number): Operation[] {
  const key = `turn/${numbered(turn)}`;
  const operations: Operation[] = [{ type: 'put', key, value: new Uint8Array(0) }];
  const old = turn - NUMBERED_TURNS;
  if (old >= 0) operations.push({ type: 'del', key: `turn/${numbered(old)}` });
  return operations;
}

/** @throws {StateRefused} when a batch is missing */
export async function requireTurns(store: Store, { turns }: Summary): Promise<void> {
  let expected = Math.max(0, turns - NUMBERED_TURNS);
  for await (const [number] of store.entries('turn/')) {
    if (number !== numbered(expected)) break;
    expected++;
  }
  if (expected !== turns) throw damaged(store.folder, `batch ${expected} of ${turns} is missing`);
}
