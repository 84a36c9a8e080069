import type { Workshop } from './cloud.ts';
import type { Config } from './config.ts';

export type Verdict = 'PASS' | 'FAIL' | 'NOT YET' | 'CANNOT TELL';

/** Anything that prints as JSON. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json };

/** Records what a check sees, before it asserts anything about it. */
export type Saw = (observed: string, evidence?: Readonly<Record<string, Json>>) => void;

export interface Check {
  /** A sentence that is true when the check passes. */
  readonly title: string;
  /** What the participant does next when it does not pass, with the command to type. */
  remedy(workshop: Workshop): string;
  expected(config: Config): string;
  /** The AWS CLI command that shows the same. */
  command(workshop: Workshop): string;
  /**
   * Reads AWS, tells what it saw, and asserts with `uvu/assert`: the assertion's message is the
   * reason a participant reads. Throws `NotYet` for answers that time will change.
   */
  run(workshop: Workshop, saw: Saw): Promise<void>;
}

export function defineCheck(check: Check): Check {
  return check;
}

/** What came of a check. */
export interface Outcome {
  /** the step's stem: `03-produce` */
  readonly step: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly expected: string;
  readonly observed: string;
  readonly evidence: Readonly<Record<string, Json>>;
  readonly command: string;
  /** Why it did not pass; '' when it did. */
  readonly reason: string;
  /** What to do next; '' when it passed. */
  readonly remedy: string;
  /** NOT YET only: cloud seconds until the answer counts as final; absent when that is unknown. */
  readonly waitSeconds?: number;
}
