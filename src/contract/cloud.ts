import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { KinesisClient } from '@aws-sdk/client-kinesis';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Config } from './config.ts';

/** The AWS that a command talks to: one set of clients, one clock. */
export interface Cloud {
  readonly kinesis: KinesisClient;
  readonly cloudwatch: CloudWatchClient;
  readonly cloudformation: CloudFormationClient;
  readonly sts: STSClient;
  /** Metrics and alarms belong to a region, dashboards to none: a client for another's. */
  cloudwatchIn(region: string): CloudWatchClient;
  readonly region: string;
  /** `aws` is the real one; `local` was started for this folder; `endpoint` was given as a URL. */
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
