import { readFile, stat } from 'node:fs/promises';
import type { Config, Member } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { grouped } from '../grouped.ts';
import { readHeader } from './columns.ts';
import { doubleNames, doubleResources } from './doubles.ts';
import { type Fault, refused } from './fault.ts';
import { missingProfiles, ownProfiles } from './profiles.ts';
import { readMember } from './read-member.ts';
import { delimiterOf, readRows } from './rows.ts';

/** What one command can look at in a minute or two; a greater class is several rosters. */
const MOST_MEMBERS = 5_000;
/** Some 1,000 bytes a line. */
const MOST_BYTES = 5_000_000;

/**
 * Everybody of a roster, a CSV file with the columns of `COLUMNS`, in its order.
 *
 * @param config without any participant's names
 * @param region of those whose line has none; that of the configuration when left out
 * @throws {WorkshopError} `configuration` with each fault on a line, as `FILE:LINE:COLUMN: …`
 */
export async function readRoster(file: string, config: Config, region?: string): Promise<Member[]> {
  const text = textOf(file, await bytesOf(file));
  const profiles = await ownProfiles();
  return parseRoster(file, text, config, region, profiles);
}

/**
 * As `readRoster`, of its text.
 *
 * @param profiles those that there are; left out, each is taken as it is
 */
export function parseRoster(
  file: string,
  text: string,
  config: Config,
  region?: string,
  profiles?: readonly string[],
): Member[] {
  const { rows, fault } = readRows(text);
  const faults = fault === undefined ? [] : [fault];
  const [first, ...lines] = rows;
  if (first === undefined) {
    const nothing = {
      line: 1,
      column: 1,
      text: 'the roster is empty; begin with the line participant',
    };
    throw refused(file, faults.length > 0 ? faults : [nothing]);
  }
  const header = readHeader(first);
  faults.push(...header.faults);
  // without its names no cell can be told
  if (header.faults.length > 0) throw refused(file, faults);
  const read = lines.map((row) => readMember(row, header.places, config, region));
  const members = read.flatMap((one) => ('member' in one ? [one.member] : []));
  faults.push(
    ...read.flatMap((one) => ('faults' in one ? one.faults : [])),
    ...(profiles === undefined ? [] : missingProfiles(members, header.places, profiles)),
    ...doubleNames(lines, header.places),
    ...doubleResources(members, header.places),
    ...numberFaults(lines.length, first.line, faults),
  );
  if (faults.length > 0) throw refused(file, faults);
  return members;
}

function numberFaults(members: number, line: number, faults: readonly Fault[]): Fault[] {
  if (members > MOST_MEMBERS) {
    const text = `there are ${grouped(members)} participants; one roster has at most ${grouped(MOST_MEMBERS)}, so make it several`;
    return [{ line, column: 1, text }];
  }
  if (members > 0 || faults.length > 0) return [];
  return [{ line, column: 1, text: 'there is no participant below the names of the columns' }];
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw unreadable(file, 'is a folder');
    if (found.size > MOST_BYTES) {
      throw unreadable(
        file,
        `has ${grouped(found.size)} bytes; a roster has at most ${grouped(MOST_BYTES)}`,
      );
    }
    return await readFile(file);
  } catch (error) {
    if (error instanceof WorkshopError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw unreadable(file, code === 'ENOENT' ? 'is not there' : `can not be read: ${code}`);
  }
}

function unreadable(file: string, why: string): WorkshopError {
  return new WorkshopError('configuration', `The roster ${file} ${why}.`, '');
}

/** Text without the byte order mark that spreadsheets begin with. */
function textOf(file: string, bytes: Buffer): string {
  try {
    return decoded(bytes);
  } catch {
    throw refused(file, [firstUndecoded(bytes)]);
  }
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
}

function firstUndecoded(bytes: Buffer): Fault {
  const text = bytes.toString('latin1');
  const lines = text.split('\n').map((line) => line.split(delimiterOf(text)));
  const isBad = (cell: string) => {
    try {
      decoded(Buffer.from(cell, 'latin1'));
      return false;
    } catch {
      return true;
    }
  };
  const line = lines.findIndex((cells) => cells.some(isBad));
  const column = (lines[line] ?? []).findIndex(isBad);
  const said = 'this is not UTF-8; save the file again as "CSV UTF-8"';
  return { line: line + 1, column: column + 1, text: said };
}
