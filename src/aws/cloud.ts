import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import type { Cloud } from '../contract.ts';
import { Gate } from '../gate.ts';
import { optionsText } from '../options-text.ts';
import { attended, type Hear } from './attended-client.ts';
import { signalOfCheck } from './check-time.ts';
import { CloudClock } from './cloud-clock.ts';
import { findControl } from './local-control.ts';
import { sharedWaits } from './shared-waits.ts';
import { SignalledHandler, type Via } from './signalled-handler.ts';

export interface ConnectOptions {
  readonly target: Cloud['target'];
  readonly region: string;
  /** Everything but real AWS has one. */
  readonly endpoint?: string;
  /** A profile of the AWS configuration files; the SDK's default chain when left out. */
  readonly profile?: string;
  /** In place of a profile and of the SDK's default chain: as of a role that is assumed. */
  readonly credentials?: AwsCredentialIdentityProvider;
  /** `adaptive` also slows the clients down where AWS throttles them; `standard` when left out. */
  readonly retryMode?: 'standard' | 'adaptive';
  /** Wait in real time even where the cloud's clock could be moved. */
  readonly realTime: boolean;
  readonly signal: AbortSignal;
  /** Until a request that is not answered is given up, and tried again; 30,000 when left out. */
  readonly requestTimeoutMs?: number;
  /** Tries of one request; 8 when left out. */
  readonly maxAttempts?: number;
  /** What was typed to get here, for the commands that are shown; '' when left out. */
  readonly npmOptions?: string;
  /** Goes between the clients and AWS; nothing does when left out. */
  readonly via?: Via;
  /** Of another connection to the same AWS, so that both tell one time; its own when left out. */
  readonly clock?: CloudClock;
}

/** Any pair does for an endpoint that does not verify signatures; a local AWS reads only the scope. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * Clients for one AWS that share a connection pool and a clock. "Now" comes from the answers'
 * `Date` headers, so it is right on a laptop whose clock is wrong and on a local AWS whose clock
 * was moved forward. What comes in place of an answer, or with a wrong time, rejects: `attended`.
 *
 * @throws {WorkshopError} `no-connection` when an endpoint does not answer at all; the SDK's own
 * error when there are no credentials or they are refused
 */
export async function connect(options: ConnectOptions): Promise<Cloud & { close(): void }> {
  const { target, region, endpoint, profile, credentials, signal } = options;
  const { requestTimeoutMs = 30_000, maxAttempts = 8, retryMode = 'standard' } = options;
  const shared = {
    region,
    requestHandler: new SignalledHandler(signal, requestTimeoutMs, options.via),
    // A class that shares an account throttles itself; the sender of records counts its own tries.
    maxAttempts,
    retryMode,
    // Where a clock has been moved, the SDK takes every error for one of skew, and tries it again.
    disableClockSkewCorrection: target !== 'aws',
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(profile === undefined ? {} : { profile }),
    ...(target === 'aws' || profile !== undefined ? {} : { credentials: LOCAL_CREDENTIALS }),
    ...(credentials === undefined ? {} : { credentials }),
  };
  // Every request under way listens to it, and shards are read side by side.
  setMaxListeners(0, signal);
  const { clock = new CloudClock() } = options;
  const requests = new Gate(Number.POSITIVE_INFINITY);
  const clients: { destroy(): void }[] = [];
  const now = () => clock.now();
  const opened = <Client extends { middlewareStack: unknown; destroy(): void }>(
    client: Client,
    hear: Hear,
  ) => {
    clients.push(client);
    return attended(client, { requests, signal, now, hear });
  };
  const control = endpoint === undefined ? undefined : await findControl(endpoint, clock);
  // Other endpoints than AWS's and ours may know CloudWatch's Query protocol alone, as moto does.
  const isForeign = endpoint !== undefined && control === undefined;
  const spoken = isForeign ? { ...shared, protocol: AwsQueryProtocol } : shared;
  // The witness where an answer's time is doubted: it is taken at its word, and anybody may ask it.
  const sts = opened(new STSClient(shared), async (date) => {
    clock.read(date);
    return true;
  });
  const askWitness = async () => {
    if (control !== undefined) await control.readTime();
    else await sts.send(new GetCallerIdentityCommand({}));
  };
  const hear: Hear = (date, sentMs) =>
    clock.agreesWith(date, sentMs, () => askWitness().catch(() => undefined));
  const kinesis = opened(new KinesisClient(shared), hear);
  const cloudwatch = opened(new CloudWatchClient(spoken), hear);
  const cloudformation = opened(new CloudFormationClient(shared), hear);
  const cloudwatchByRegion = new Map([[region, cloudwatch]]);

  // The first answer sets the clock; on real AWS it also shows bad credentials before anything else.
  if (target === 'aws') await sts.send(new GetCallerIdentityCommand({}));
  const timeLapse = control !== undefined && !options.realTime;
  const pass = timeLapse
    ? sharedWaits({ now, sleep: (seconds) => control.sleep(seconds, signal) }, () =>
        requests.empty(),
      )
    : (seconds: number, ends: AbortSignal) => pause(seconds * 1000, undefined, { signal: ends });
  return {
    kinesis,
    cloudwatch,
    cloudformation,
    sts,
    cloudwatchIn: (elsewhere) => {
      const client =
        cloudwatchByRegion.get(elsewhere) ??
        // a region that does not answer must not hold up those that do
        opened(new CloudWatchClient({ ...spoken, region: elsewhere, maxAttempts: 2 }), hear);
      cloudwatchByRegion.set(elsewhere, client);
      return client;
    },
    region,
    target,
    timeLapse,
    signal,
    ...(endpoint === undefined ? {} : { endpoint }),
    cliOptions: optionsText({ region, profile, 'endpoint-url': endpoint }),
    npmOptions: options.npmOptions ?? '',
    now,
    sleep: async (seconds) => {
      const ends = signalOfCheck() ?? signal;
      ends.throwIfAborted();
      if (seconds > 0) await pass(seconds, ends);
    },
    close: () => {
      control?.close();
      for (const client of clients) client.destroy();
    },
  };
}
