import { setMaxListeners } from 'node:events';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { compileFunction } from 'node:vm';
import * as sdk from '@aws-sdk/client-kinesis';
import type { LocalAws } from '../../local-aws/server.ts';
import { bundleHandler } from '../../src/fleet/bundle.ts';
import type { FleetEvent } from '../../src/fleet/event.ts';
import type { MinuteAnswer } from '../../src/fleet/send-minute.ts';
import { clientOptions } from '../support/local-aws.ts';

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/**
 * The deployed bundle as a Lambda runtime loads it, in the time of a local AWS: its clock is that
 * one's, and its timers move it whenever no request is under way. The SDK is this checkout's.
 */
export class Lambda {
  /** What was written to the function's log. */
  readonly log: string[] = [];
  /** While it is true, every record is refused for its shard's limits. */
  refusesAll = false;
  readonly #timers = new Set<Timer>();
  #requests = 0;

  constructor(
    private readonly aws: LocalAws,
    private readonly code: string,
  ) {}

  /** Timers that are still to ring: an invocation that has ended leaves none. */
  get timersLeft(): number {
    return this.#timers.size;
  }

  /** A new execution environment, and one invocation in it. */
  async invoke(event: FleetEvent): Promise<MinuteAnswer> {
    const [answer] = await this.invokeAll([event]);
    if (answer?.status === 'fulfilled') return answer.value;
    throw answer?.reason;
  }

  /** Several at once, each in an execution environment of its own. */
  async invokeAll(events: readonly FleetEvent[]): Promise<PromiseSettledResult<MinuteAnswer>[]> {
    let isDone = false;
    const ended = Promise.allSettled(events.map((event) => this.#load()(event))).finally(() => {
      isDone = true;
    });
    const { clock } = this.aws.partition;
    while (!isDone) {
      await nextTurn();
      if (isDone || this.#requests > 0) continue;
      const [next] = [...this.#timers].sort((a, b) => a.dueMs - b.dueMs);
      if (next === undefined) continue;
      this.#timers.delete(next);
      clock.advance(Math.max(0, next.dueMs - clock.now()) / 1000);
      next.run();
    }
    return ended;
  }

  #load(): (event: FleetEvent) => Promise<MinuteAnswer> {
    const { clock } = this.aws.partition;
    const surroundings = {
      require: this.#require,
      Date: class extends Date {
        static override now = () => clock.now();
      },
      setTimeout: this.#startTimer,
      clearTimeout: (timer: Timer) => this.#timers.delete(timer),
      console: { log: (line: string) => this.log.push(line) },
    };
    const module = { exports: {} };
    compileFunction(this.code, ['module', 'exports', ...Object.keys(surroundings)])(
      module,
      module.exports,
      ...Object.values(surroundings),
    );
    return (module.exports as { handler: (event: FleetEvent) => Promise<MinuteAnswer> }).handler;
  }

  readonly #startTimer = (run: () => void, ms: number): Timer => {
    const timer = { dueMs: this.aws.partition.clock.now() + ms, run };
    this.#timers.add(timer);
    return timer;
  };

  readonly #pause = (ms: number, _value: undefined, { signal }: { signal: AbortSignal }) =>
    new Promise<void>((resolve, reject) => {
      const timer = this.#startTimer(resolve, ms);
      setMaxListeners(0, signal);
      signal.addEventListener('abort', () => {
        this.#timers.delete(timer);
        reject(signal.reason);
      });
    });

  readonly #require = (name: string): unknown => {
    if (name === 'node:timers/promises') return { setTimeout: this.#pause };
    if (name !== '@aws-sdk/client-kinesis') return createRequire(import.meta.url)(name);
    const count = (by: number) => {
      this.#requests += by;
    };
    // the local AWS's clock is another one than the SDK's
    const options = { ...clientOptions(this.aws), disableClockSkewCorrection: true };
    const observe = (client: sdk.KinesisClient) =>
      client.middlewareStack.add(
        (next) => async (args) => {
          if (this.refusesAll) return { output: allRefused(args.input), response: {} } as never;
          count(1);
          return next(args).finally(() => count(-1));
        },
        // first of all: what a request waits for before it is sent belongs to it
        { step: 'initialize', priority: 'high' },
      );
    class KinesisClient extends sdk.KinesisClient {
      constructor() {
        super(options);
        observe(this);
      }
    }
    return { ...sdk, KinesisClient };
  };
}

function allRefused(input: object): sdk.PutRecordsOutput {
  const { Records = [] } = input as Partial<sdk.PutRecordsInput>;
  const ErrorCode = 'ProvisionedThroughputExceededException';
  return { FailedRecordCount: Records.length, Records: Records.map(() => ({ ErrorCode })) };
}

let code: Promise<string> | undefined;

/** The code exactly as it is deployed. */
export function deployedCode(): Promise<string> {
  code ??= bundleHandler();
  return code;
}
