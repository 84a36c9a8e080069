import type { Cloud, Config, Json } from '../contract.ts';
import type { Question } from './question.ts';

/** Rises when a recording of the version before can not be read any more. */
export const RECORDING_VERSION = 1;

/** A file of JSON lines: a head, then each moment with what was asked and answered in it. */
export type RecordingLine = Head | Moment | Exchange | Full;

export interface Head {
  readonly recording: number;
  /** ISO 8601, by the clock of the machine */
  readonly madeAt: string;
  readonly target: Cloud['target'];
  /** What it was made with. */
  readonly config: Config;
}

/** One run of one check. */
export interface Moment {
  readonly step: string;
  readonly check: string;
  /** cloud milliseconds since the epoch */
  readonly atMs: number;
}

export interface Exchange {
  readonly asked: Question;
  /** cloud milliseconds since the epoch, when the answer was there */
  readonly atMs: number;
  readonly answer: Answer;
}

/** What came back, or why nothing did. */
export type Answer =
  | {
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      /** Of an answer in JSON. */
      readonly json?: Json;
      /** Of any other. */
      readonly text?: string;
    }
  | { readonly error: { readonly name: string; readonly code: string; readonly message: string } };

/** In place of all that there was no room for. */
export interface Full {
  readonly full: true;
}
