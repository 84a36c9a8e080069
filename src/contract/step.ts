import type { Workshop } from './cloud.ts';
import type { Config } from './config.ts';

/** For a terminal or a page. The first column is a name, the others are numbers. */
export interface Table {
  readonly caption: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a running step says, as it happens. */
export type Progress =
  /** A fact worth keeping on the screen: a stack event, a total. */
  | { readonly kind: 'fact'; readonly text: string }
  /** A line that the next one of its kind replaces: a wait. */
  | { readonly kind: 'wait'; readonly text: string }
  | ({ readonly kind: 'table' } & Table)
  /** Traffic so far; `shards` by shard id. */
  | {
      readonly kind: 'traffic';
      readonly cloudSeconds: number;
      readonly totalCloudSeconds: number;
      readonly shards: Readonly<Record<string, ShardCounts>>;
    }
  /** Series over time to draw; `series` by label, one value a step, null where there is none. */
  | {
      readonly kind: 'chart';
      readonly title: string;
      readonly startMs: number;
      readonly stepMs: number;
      readonly series: Readonly<Record<string, readonly (number | null)[]>>;
      /** JSON of a metric widget that draws the same, for a terminal that shows images. */
      readonly widget?: string;
    };

/** sent = accepted + givenUp once a sender has finished. */
export interface ShardCounts {
  readonly sent: number;
  readonly accepted: number;
  readonly givenUp: number;
  /** refusals, each of which was sent again or given up */
  readonly throttled: number;
}

export type Tell = (progress: Progress) => void;

/** What AWS bills a workshop by. All but the last are billed by the hour while they stand. */
export interface Billed {
  readonly shards: number;
  /** shard-level metrics are custom metrics */
  readonly customMetrics: number;
  /** beyond those that are free of charge */
  readonly dashboards: number;
  /** the metrics that alarms look at */
  readonly alarmMetrics: number;
  /** PUT payload units, which are billed once */
  readonly putUnits: number;
}

export interface Step {
  readonly title: string;
  /** Why before how; paragraphs are separated by an empty line. `code` in backticks. */
  readonly guide: string;
  /** One nudge for a participant who does it by hand and is stuck. */
  readonly hint: string;
  /** The AWS CLI commands that do the same, one a line, ready to paste. */
  commands(workshop: Workshop): readonly string[];
  /** Cloud seconds that its first run takes, its checks included, where everything goes well. */
  takesSeconds(config: Config): number;
  /** What its first run adds to the bill, at most; left out by a step that adds nothing. */
  adds?(config: Config): Partial<Billed>;
  /** Convergent: run again from any state, it ends in the same place. */
  run(workshop: Workshop, tell: Tell): Promise<void>;
  /** Takes away what `run` made, from any half-finished state, and waits until it is gone. */
  undo(workshop: Workshop, tell: Tell): Promise<void>;
}

export function defineStep(step: Step): Step {
  return step;
}
