import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { STSClient } from '@aws-sdk/client-sts';

/** One producer: like one of the demo's four terminals, it sends to one shard's hash range. */
export interface Lane {
  /** Which of the shards that the stream was created with, counted from 0. */
  readonly shard: number;
  readonly recordsPerSecond: number;
}

/** What a walk can be about. Each lesson has its own traffic and must find something else. */
export const LESSONS = ['many-keys', 'one-key', 'saturated'] as const;

export type LessonName = (typeof LESSONS)[number];

export interface Lesson {
  /** One line, for a list. */
  readonly summary: string;
  /** In place of the same members of `traffic`. */
  readonly traffic: Partial<Pick<Config['traffic'], 'durationSeconds' | 'lanes' | 'keys'>> & {
    readonly sender?: Partial<Config['traffic']['sender']>;
  };
  /** What the diagnosis of its traffic must be. */
  readonly expects: {
    readonly finding: 'many keys' | 'one key';
    readonly relation: 'relatively hot' | 'saturated';
  };
  /** Suffixes that a busy key is spread over, where splitting can not help; absent where it can. */
  readonly spreadKeysBy?: number;
}

/** Everything that can be tuned; `workshop.config.ts` holds the values. Units are in the names. */
export interface Config {
  readonly region: string;
  readonly names: {
    readonly stack: string;
    readonly stream: string;
    readonly dashboardStack: string;
    readonly dashboard: string;
    readonly alarmStack: string;
  };
  /** Put on every resource that can carry a tag, and looked for when cleaning up. */
  readonly tag: { readonly key: string; readonly value: string };
  readonly stream: {
    readonly shardCount: number;
    readonly retentionHours: number;
    /** on real AWS the stacks delete themselves after so many hours; 0 for never */
    readonly expiresAfterHours: number;
  };
  /** The one that is walked; `--lesson` takes another. */
  readonly lesson: LessonName;
  readonly lessons: Readonly<Record<LessonName, Lesson>>;
  readonly traffic: {
    /** of cloud time */
    readonly durationSeconds: number;
    readonly lanes: readonly Lane[];
    /** size of one JSON event, about */
    readonly recordBytes: number;
    readonly keys: {
      /** distinct partition keys a lane */
      readonly perLane: number;
      /** how many of them are much busier than the rest */
      readonly busyPerLane: number;
      /** part of the lane's records that the busy keys get, 0 to 1 */
      readonly busyShare: number;
      /** suffixes that each busy key is spread over; absent where a key is one key */
      readonly spreadOver?: number;
    };
    readonly sender: {
      /** PutRecords requests under way at once */
      readonly maxInFlight: number;
      /** tries of one record, the first included, before it is given up */
      readonly maxAttempts: number;
      readonly backoffBaseMs: number;
      readonly backoffCapMs: number;
      /** backlog that a late tick may send at once */
      readonly maxCatchUpSeconds: number;
    };
  };
  /** When the hot shard counts as dominant. */
  readonly dominance: {
    readonly hotShardId: string;
    /** complete minutes before now that are looked at */
    readonly windowMinutes: number;
    /** the hottest shard's part of all records, 0 to 1 */
    readonly minShare: number;
    /** the hottest shard's records ÷ the second's */
    readonly minLead: number;
    readonly minRecords: number;
    /** complete minutes in which the hottest shard received records */
    readonly minMinutes: number;
    /** how far CloudWatch's sum may be from the records read back, as a part, 0 to 1 */
    readonly witnessTolerance: number;
    /**
     * how far it may be in any case, in records of one shard: CloudWatch may count a record at an
     * edge of the window in the neighbouring minute, which is a great part of a slow shard's few
     */
    readonly witnessSlackRecords: number;
  };
  /** When a shard counts as hot, and what makes it so. */
  readonly heat: {
    /** a shard's part of the load ÷ an even part, by records or by bytes: more is hot */
    readonly maxTimesFairShare: number;
    /** the heaviest key's part of its shard's load, 0 to 1: more makes it the finding "one key" */
    readonly maxKeyShare: number;
    /** fewer are not judged */
    readonly minRecords: number;
    /** distinct keys a shard that are counted exactly */
    readonly exactKeys: number;
    /** keys a shard that are kept where there are more, with a stated error */
    readonly sketchKeys: number;
  };
  readonly cost: {
    /** a walk on real AWS stops before it comes to more */
    readonly ceilingUsd: number;
    /** What AWS takes; its pricing pages are the authority. A month is billed by the hour. */
    readonly rates: {
      readonly region: string;
      /** when they were read: a year, a month or a day */
      readonly asOf: string;
      /** where they were read */
      readonly source: string;
      readonly shardHourUsd: number;
      readonly millionPutUnitsUsd: number;
      /** a record has a PUT payload unit for each begun so many bytes */
      readonly putUnitBytes: number;
      readonly customMetricMonthUsd: number;
      readonly dashboardMonthUsd: number;
      /** of one account */
      readonly freeDashboards: number;
      /** of each metric that an alarm looks at */
      readonly alarmMetricMonthUsd: number;
    };
  };
  /** The alarms of step 6. */
  readonly alarm: {
    /** newest minutes that are looked at */
    readonly evaluationMinutes: number;
    /** hot ones among them that raise the alarm */
    readonly hotMinutes: number;
    /** how often its state is asked for while it is waited for */
    readonly askedEverySeconds: number;
  };
  readonly deadlines: {
    /** for a stack to complete, from its start */
    readonly stackSeconds: number;
    /** for a stream to become ACTIVE again */
    readonly streamSeconds: number;
    /** for a minute's shard metrics to appear, from the end of that minute */
    readonly metricsSeconds: number;
    /** for reading the records of the judged minutes, once */
    readonly diagnosisSeconds: number;
    /** for a participant who does a step by hand */
    readonly byHandSeconds: number;
  };
  /** How often a state is asked for while it changes. */
  readonly pollSeconds: number;
}

/** A configuration as its author writes it; checked by `loadConfig`. */
export function defineConfig(config: Config): Config {
  return config;
}

/** The AWS that a command talks to: one set of clients, one clock. */
export interface Cloud {
  readonly kinesis: KinesisClient;
  readonly cloudwatch: CloudWatchClient;
  readonly cloudformation: CloudFormationClient;
  readonly sts: STSClient;
  /** Metrics and alarms belong to a region, dashboards to none: a client for another's. */
  cloudwatchIn(region: string): CloudWatchClient;
  readonly region: string;
  /** `aws` is the real one; `local` was started for this checkout; `endpoint` was given as a URL. */
  readonly target: 'local' | 'aws' | 'endpoint';
  /** The address; real AWS has one for each service, and none here. */
  readonly endpoint?: string;
  /** What leads an AWS CLI to the same AWS: `--region …`, and a profile or an endpoint. */
  readonly cliOptions: string;
  /** What leads the workshop's own commands to the same AWS and names; '' for the defaults. */
  readonly npmOptions: string;
  /** True where `sleep` moves the cloud's clock forward instead of waiting. */
  readonly timeLapse: boolean;
  /** Ends every wait and request of this command. */
  readonly signal: AbortSignal;
  /** Cloud time in milliseconds since the epoch, from the newest answer's `Date` header. */
  now(): number;
  /** Lets cloud time pass. Rejects as soon as the signal is aborted. */
  sleep(seconds: number): Promise<void>;
}

/** What every step and check is given. */
export interface Workshop {
  readonly config: Config;
  readonly cloud: Cloud;
}

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

/** A step with the checks of the same stem. */
export interface CatalogueEntry {
  readonly stem: string;
  readonly number: number;
  /** how many steps there are */
  readonly of: number;
  readonly step: Step;
  readonly checks: readonly Check[];
}

/** What a command reports, in order; with `--format json` one line each. */
export type WorkshopEvent =
  | {
      readonly event: 'target';
      readonly target: Cloud['target'];
      readonly endpoint: string;
      readonly region: string;
      readonly timeLapse: boolean;
    }
  | {
      readonly event: 'step';
      readonly step: string;
      readonly number: number;
      /** how many steps there are; 0 for what is no step */
      readonly of: number;
      readonly title: string;
      readonly action: 'run' | 'by hand' | 'skip' | 'verify' | 'done before';
      /** what is about to be run, at most; `usd` for its first hour */
      readonly estimate?: { readonly cloudSeconds: number; readonly usd: number };
    }
  | { readonly event: 'progress'; readonly step: string; readonly progress: Progress }
  | ({ readonly event: 'check' } & Outcome)
  | {
      readonly event: 'summary';
      readonly pass: number;
      readonly fail: number;
      readonly notYet: number;
      readonly cannotTell: number;
      /** of real time */
      readonly seconds: number;
      /** of cloud time: more than `seconds` where the clock was moved forward */
      readonly cloudSeconds: number;
    };

export type Report = (event: WorkshopEvent) => void;
