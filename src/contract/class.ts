import type { Outcome } from './check.ts';
import type { Config } from './config.ts';

/** One line of a roster: whose resources, and the way to them. */
export interface Member {
  /** As the roster names them; each once. */
  readonly participant: string;
  /** line of the roster, counted from 1 */
  readonly line: number;
  /** With this member's names and region. */
  readonly config: Config;
  /** The suffix on their names, as they give it as `--participant`; absent for none. */
  readonly names?: string;
  /** Of the AWS configuration files; the command's own when left out. */
  readonly profile?: string;
  /** Assumed to get there. */
  readonly roleArn?: string;
  /** Where the credentials have to lead; twelve digits. */
  readonly account?: string;
  /** In place of the command's `--target`. */
  readonly endpoint?: string;
}

/** How one member stands, as AWS shows it. */
export interface MemberStanding {
  readonly participant: string;
  /** Of all checks, in order. */
  readonly outcomes: readonly Outcome[];
  /**
   * The newest work of theirs that AWS shows (a stack, a stream, a dashboard, records), or that a
   * watch saw: a step that came to pass. In cloud milliseconds since the epoch; absent for none.
   */
  readonly lastWorkMs?: number;
  /** cloud milliseconds since the epoch */
  readonly lookedAtMs: number;
}

/** A class, as far as it has been looked at: members in the roster's order. */
export interface ClassStanding {
  readonly steps: readonly {
    readonly stem: string;
    readonly number: number;
    readonly title: string;
  }[];
  readonly members: readonly MemberStanding[];
  /** how many the roster has */
  readonly of: number;
}
