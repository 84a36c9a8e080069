import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { AwsQueryProtocol } from '@aws-sdk/core/protocols';
import { getSmithyContext } from '@smithy/core/client';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type {
  AwsCredentialIdentityProvider,
  HttpHandlerOptions,
  MiddlewareStack,
} from '@smithy/types';
import { signalOfCheck } from './check-time.ts';
import { CloudClock } from './cloud-clock.ts';
import type { Cloud } from './contract.ts';
import { Gate } from './gate.ts';
import { findControl } from './local-control.ts';
import { optionsText } from './options-text.ts';
import { sharedWaits } from './shared-waits.ts';
import { isWebPage, notAws, wrongTime } from './trusted-answer.ts';

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

export type Send = (request: HttpRequest) => Promise<{ response: HttpResponse }>;

/** Carries a signed request to AWS by `send`, or not, and gives the answer back. */
export type Via = (request: HttpRequest, send: Send) => ReturnType<Send>;

const straight: Via = (request, send) => send(request);

/** Ends every request with its check or the command, unless it brings a signal of its own. */
class SignalledHandler extends NodeHttpHandler {
  constructor(
    private readonly signal: AbortSignal,
    requestTimeout: number,
    private readonly via: Via,
  ) {
    super({
      connectionTimeout: 5_000,
      requestTimeout,
      // without this, a request over its time is only warned of
      throwOnRequestTimeout: true,
      // the time of a request ends with its answer's headers: the rest may fail to come as well
      socketTimeout: requestTimeout,
    });
  }

  override handle(request: HttpRequest, options: HttpHandlerOptions = {}) {
    const abortSignal = options.abortSignal ?? signalOfCheck() ?? this.signal;
    return this.via(request, (sent) => super.handle(sent, { ...options, abortSignal }));
  }
}

/** Any pair does for an endpoint that does not verify signatures; a local AWS reads only the scope. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Takes the time of an answer; false when it is wrong. `sentMs` is when the request was sent. */
type Hear = (date: string | undefined, sentMs: number) => Promise<boolean>;

/**
 * Clients for one AWS that share a connection pool and a clock. "Now" comes from the answers'
 * `Date` headers, so it is right on a laptop whose clock is wrong and on a local AWS whose clock
 * was moved forward. In a check, an answer whose time is wrong rejects with `cannot-tell`, since
 * minutes are judged by it; anywhere, a web page in place of an answer with `no-connection`.
 *
 * @throws {WorkshopError} `no-connection` when an endpoint does not answer at all; the SDK's own
 * error when there are no credentials or they are refused
 */
export async function connect(options: ConnectOptions): Promise<Cloud & { close(): void }> {
  const { target, region, endpoint, profile, credentials, signal } = options;
  const { requestTimeoutMs = 30_000, maxAttempts = 8, retryMode = 'standard' } = options;
  const { via = straight } = options;
  const shared = {
    region,
    requestHandler: new SignalledHandler(signal, requestTimeoutMs, via),
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
  const opened = <Client extends { middlewareStack: unknown; destroy(): void }>(
    client: Client,
    hear: Hear,
  ) => {
    clients.push(client);
    // Each client's stack is typed by its own commands; this middleware looks at none of them.
    const stack = client.middlewareStack as MiddlewareStack<object, object>;
    stack.add(
      (next) => async (args) => {
        await requests.enter();
        return next(args).finally(() => requests.leave());
      },
      { step: 'initialize', name: 'countRequests', priority: 'high' },
    );
    stack.add(
      (next, context) => async (args) => {
        // the waits between the SDK's tries end with it, too
        getSmithyContext(context).abortSignal ??= signalOfCheck() ?? signal;
        return next(args);
      },
      { step: 'initialize', name: 'endWithCheck' },
    );
    stack.add(
      (next, { commandName = '' }) =>
        async (args) => {
          const sentMs = clock.now();
          const operation = commandName.replace(/Command$/, '');
          const trust = async (response: unknown) => {
            const { statusCode, headers } = response as HttpResponse;
            // the SDK tries again after a page with 502 or 503
            if (statusCode < 500 && isWebPage(headers['content-type'])) throw notAws(operation);
            if (!(await hear(headers.date, sentMs)) && signalOfCheck() !== undefined) {
              throw wrongTime(operation, String(headers.date), clock.now());
            }
          };
          // only once the body has been read: nobody else would notice that it ends early
          const result = await next(args).catch(async (error: { $response?: unknown }) => {
            if (error.$response !== undefined) await trust(error.$response);
            throw error;
          });
          await trust(result.response);
          return result;
        },
      { step: 'deserialize', name: 'readCloudTime', priority: 'high' },
    );
    return client;
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
  const now = () => clock.now();
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
