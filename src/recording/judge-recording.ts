import type { CatalogueEntry, Config, Outcome } from '../contract.ts';
import { judge } from '../judge.ts';
import { readSittings } from './read-recording.ts';
import type { Head, Moment } from './recording.ts';
import { Replay } from './replay.ts';

export interface JudgeRecordingOptions {
  readonly file: string;
  readonly head: Head;
  readonly config: Config;
  /** The steps whose moments are judged. */
  readonly entries: readonly CatalogueEntry[];
  readonly signal: AbortSignal;
  readonly debug: boolean;
}

export interface JudgedMoment {
  readonly entry: CatalogueEntry;
  readonly moment: Moment;
  readonly isFirstOfSitting: boolean;
  /** Undefined where the step has no such check any more. */
  readonly outcome: Outcome | undefined;
}

/**
 * Judges each moment of a recording by the check of the same title, in order.
 *
 * @throws {WorkshopError} as `readSittings`
 */
export async function* judgeRecording({
  file,
  head,
  config,
  entries,
  signal,
  debug,
}: JudgeRecordingOptions): AsyncGenerator<JudgedMoment> {
  const replay = new Replay(head);
  const cloud = await replay.open(signal);
  try {
    for await (const sitting of readSittings(file)) {
      const entry = entries.find(({ stem }) => stem === sitting[0]?.step);
      if (entry === undefined) continue;
      for (const moment of sitting) {
        const check = entry.checks.find(({ title }) => title === moment.check);
        replay.goTo(moment, sitting);
        const outcome = check && (await judge(entry, check, { config, cloud }, debug));
        signal.throwIfAborted();
        yield { entry, moment, isFirstOfSitting: moment === sitting[0], outcome };
      }
    }
  } finally {
    cloud.close();
  }
}
