import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { KinesisClient } from '@aws-sdk/client-kinesis';

/** What is asked of a server; a canned one answers puts, whatever they hold. */
export type Served = 'kinesis' | 'cloudwatch' | 'cloudformation' | 'canned';

/** A server that is measured, and how the SDK reaches it. */
export interface Contender {
  readonly name: string;
  /** `sdk` is the client unchanged: HTTP/2 for Kinesis. Older servers know HTTP/1.1 only. */
  readonly transport: 'sdk' | 'http1';
  readonly serves: readonly Served[];
  /** What it understands of CloudWatch, where that is not the SDK's JSON. */
  readonly cloudWatchProtocol?: 'query';
  /** Its life cycles take time, which a client may move forward. */
  readonly timeLapse?: true;
  /** of the stream that takes the records */
  readonly shardCount: number;
  /** What a round puts: a slow one gets less work, its rate is the same. */
  readonly recordsPerRound: number;
  /** The program that must be installed; absent for what `npm ci` brings. */
  readonly program?: string;
  start(): Promise<Running>;
}

export interface Running {
  readonly url: string;
  readonly processId: number;
  stop(): Promise<void>;
}

/** A running contender, and the clients that talk to it. */
export interface Subject {
  readonly contender: Contender;
  readonly running: Running;
  readonly kinesis: KinesisClient;
  readonly cloudwatch: CloudWatchClient;
  readonly cloudformation: CloudFormationClient;
}

/** One thing that is measured. */
export interface Row {
  readonly name: string;
  readonly better: 'more' | 'less';
  /** Contenders take turns for so many rounds; the median counts. The first round warms up. */
  readonly rounds: number;
  measures(contender: Contender): boolean;
  /** Once for each contender, before the first round. */
  prepare?(subject: Subject): Promise<void>;
  /** One round's figure. */
  measure(subject: Subject): Promise<number>;
}

export function defineRow(row: Row): Row {
  return row;
}
