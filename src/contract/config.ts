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
    /** of the producers that run in AWS; also the name of their function */
    readonly fleetStack: string;
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
  /** The producers that run in AWS, as Lambda invocations of a minute each. */
  readonly fleet: {
    /** of an invocation; its part of a CPU grows with it, and its price */
    readonly memoryMegabytes: number;
    /** What one invocation sends at most; faster traffic is parted among several. */
    readonly recordsPerSecondEach: number;
    readonly bytesPerSecondEach: number;
    /** from the deployment to the first minute that is sent: its stack takes about two */
    readonly leadMinutes: number;
    /** how often CloudWatch is asked for a minute that it does not have yet */
    readonly askedEverySeconds: number;
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
      /** Lambda on arm64 */
      readonly lambdaGbSecondUsd: number;
      readonly millionLambdaRequestsUsd: number;
      readonly lambdaSource: string;
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
    /** of real time: for the walks of `e2e` on an AWS that outlives it */
    readonly endToEndSeconds: number;
    /** of real time: for the clean-up that follows where `e2e` is ended early */
    readonly cleanUpSeconds: number;
    /**
     * for one check to come to a verdict, reading records included; of real time, since AWS may be
     * what does not let time pass
     */
    readonly checkSeconds: number;
  };
  /** A class that is verified together. */
  readonly class: {
    /** who is at a step and has shown no work for so long counts as stuck */
    readonly stuckAfterSeconds: number;
  };
  /** How often a state is asked for while it changes. */
  readonly pollSeconds: number;
}

/** A configuration as its author writes it; checked by `loadConfig`. */
export function defineConfig(config: Config): Config {
  return config;
}
