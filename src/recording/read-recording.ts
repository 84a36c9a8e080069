import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { WorkshopError } from '../errors.ts';
import {
  type Exchange,
  type Head,
  type Moment,
  RECORDING_VERSION,
  type RecordingLine,
} from './recording.ts';

/** One run of a check, with all that AWS answered to it. */
export interface RecordedMoment extends Moment {
  readonly exchanges: readonly Exchange[];
}

/**
 * Reads the head of a recording.
 *
 * @throws {WorkshopError} `usage` where the file can not be read, or is no recording of this version
 */
export async function readHead(path: string): Promise<Head> {
  for await (const line of linesOf(path)) {
    if (!('recording' in line)) break;
    if (line.recording === RECORDING_VERSION) return line;
    throw refusal(
      path,
      `it is a recording of version ${line.recording}, and this workshop reads version ${RECORDING_VERSION}`,
    );
  }
  throw refusal(path, 'it is no recording: its first line is no head');
}

/**
 * The sittings of a recording, in order: moments of one step, one after the other, each check once.
 * The workshop changes nothing in AWS within one.
 *
 * @throws {WorkshopError} `cannot-tell` after the last one where there was no room for more
 */
export async function* readSittings(path: string): AsyncGenerator<readonly RecordedMoment[]> {
  let sitting: (Moment & { exchanges: Exchange[] })[] = [];
  for await (const line of linesOf(path)) {
    if ('asked' in line) sitting.at(-1)?.exchanges.push(line);
    if ('full' in line) {
      yield sitting;
      throw new WorkshopError(
        'cannot-tell',
        'The recording had no room for more: nothing is known of what came after',
        '',
      );
    }
    if (!('check' in line)) continue;
    if (sitting.some(({ step, check }) => step !== line.step || check === line.check)) {
      yield sitting;
      sitting = [];
    }
    sitting.push({ ...line, exchanges: [] });
  }
  yield sitting;
}

/** A last line that a crash has cut is left out. */
async function* linesOf(path: string): AsyncGenerator<RecordingLine> {
  const input = createReadStream(path, 'utf8');
  const failed = new Promise<never>((_, reject) => input.once('error', reject));
  failed.catch(() => undefined);
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let broken: string | undefined;
  try {
    for await (const text of lines) {
      if (broken !== undefined) throw refusal(path, broken);
      number += 1;
      const line = lineOf(text);
      if (line === undefined) broken = `line ${number} is no line of a recording`;
      else yield line;
    }
    if (input.errored) await failed;
  } catch (cause) {
    if (cause instanceof WorkshopError) throw cause;
    throw refusal(path, cause instanceof Error ? cause.message : String(cause), cause);
  } finally {
    lines.close();
    input.destroy();
  }
}

function lineOf(text: string): RecordingLine | undefined {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? (line as RecordingLine) : undefined;
  } catch {
    return undefined;
  }
}

function refusal(path: string, why: string, cause?: unknown): WorkshopError {
  return new WorkshopError('usage', `--replay ${path} can not be read: ${why}`, '', cause);
}
