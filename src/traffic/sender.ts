import type { Config, ShardCounts } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { Gate } from '../gate.ts';
import { fullJitterMs } from './backoff.ts';
import { batches } from './batch.ts';
import { Tally } from './count.ts';
import type { OutgoingRecord } from './plan.ts';
import type { Put } from './put-records.ts';

export interface SenderOptions {
  readonly put: Put;
  readonly config: Config['traffic']['sender'];
  /** Lets cloud time pass between two tries of a record. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** from 0 to below 1: the jitter */
  readonly random: () => number;
  /** Ends the sending: no new request is made, those under way get `GRACE_MS` to be answered. */
  readonly signal: AbortSignal;
  /** shards that are counted from the start, with nothing */
  readonly shardIds: readonly string[];
}

/** How long a stopped sender waits for the answers it is owed, in real milliseconds. */
const GRACE_MS = 3_000;

/**
 * Sends records in as few PutRecords as fit, a bounded number at once, and only refused records
 * again. Records of one key keep their order only as long as none of them is refused: that is how
 * PutRecords works.
 */
export class Sender {
  readonly #options: SenderOptions;
  readonly #tally: Tally;
  readonly #gate: Gate;
  readonly #underWay = new Set<Promise<void>>();
  readonly #grace = new AbortController();
  #graceTimer: NodeJS.Timeout | undefined;
  #failure: unknown;
  #stopped = false;
  #unsent = 0;

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#tally = new Tally(options.shardIds);
    this.#gate = new Gate(options.config.maxInFlight);
    if (options.signal.aborted) this.#stop();
    else options.signal.addEventListener('abort', this.#stop, { once: true });
  }

  /** Counts so far: sent = accepted + given up + still under way. */
  get shards(): Record<string, ShardCounts> {
    return this.#tally.byShard();
  }

  /** Records that were offered but are in no request, because the sender was stopped first. */
  get unsent(): number {
    return this.#unsent;
  }

  /**
   * Resolves when each record is in a request, so that the producer is never further ahead than
   * `maxInFlight` requests.
   *
   * @throws {WorkshopError} when a request failed in a way that the next one would, too
   */
  async offer(records: readonly OutgoingRecord[]): Promise<void> {
    for (const batch of batches(records)) {
      await this.#gate.enter();
      if (this.#stopped) {
        this.#gate.leave();
        this.#unsent += batch.length;
        continue;
      }
      for (const record of batch) this.#tally.send(record);
      const delivery = this.#deliver(batch).finally(() => this.#underWay.delete(delivery));
      this.#underWay.add(delivery);
    }
    this.#throwFailure();
  }

  /**
   * Resolves when every record is accepted or given up: sent = accepted + given up. Owed after the
   * last offer, also when the sender was stopped.
   */
  async finish(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
    this.#options.signal.removeEventListener('abort', this.#stop);
    clearTimeout(this.#graceTimer);
    this.#throwFailure();
  }

  /** Holds a place in the gate when it starts. Never rejects: a failure stops the whole sender. */
  async #deliver(batch: readonly OutgoingRecord[]): Promise<void> {
    const { config, random, sleep } = this.#options;
    let remaining = batch;
    let gotAnswer = false;
    for (let attempt = 1; ; attempt++) {
      if (attempt > 1) await this.#gate.enter();
      let cause: unknown;
      try {
        if (this.#stopped && attempt > 1) break;
        const outcome = await this.#options.put(remaining, this.#grace.signal);
        if (outcome.kind === 'no answer') cause = outcome.cause;
        else gotAnswer = true;
        remaining = this.#settle(remaining, outcome);
      } catch (error) {
        this.#fail(error);
        break;
      } finally {
        this.#gate.leave();
      }
      if (remaining.length === 0) return;
      if (this.#stopped) break;
      if (attempt === config.maxAttempts) {
        if (!gotAnswer) this.#fail(noConnection(attempt, cause));
        break;
      }
      try {
        await sleep(
          fullJitterMs(attempt, config.backoffBaseMs, config.backoffCapMs, random) / 1000,
        );
      } catch (error) {
        if (!this.#stopped) this.#fail(error);
        break;
      }
    }
    for (const record of remaining) this.#tally.giveUp(record);
  }

  /** Counts what was answered and returns the records that are to be sent again. */
  #settle(
    records: readonly OutgoingRecord[],
    outcome: Awaited<ReturnType<Put>>,
  ): readonly OutgoingRecord[] {
    if (outcome.kind === 'no answer') return records;
    if (outcome.kind === 'throttled') {
      for (const record of records) this.#tally.throttle(record);
      return records;
    }
    return records.filter((record, index) => {
      const answer = outcome.answers[index] ?? { kind: 'failed' };
      if (answer.kind === 'accepted') {
        this.#tally.accept(record, answer.shardId);
        return false;
      }
      if (answer.kind === 'throttled') this.#tally.throttle(record, answer.shardId);
      return true;
    });
  }

  readonly #stop = (): void => {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#graceTimer = setTimeout(() => this.#grace.abort(), GRACE_MS);
  };

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#stop();
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure;
  }
}

function noConnection(attempts: number, cause: unknown): WorkshopError {
  return new WorkshopError(
    'no-connection',
    `Kinesis did not answer ${attempts} tries in a row: ${cause instanceof Error ? cause.message : String(cause)}`,
    'Look at the connection, then run step 3 again',
    cause,
  );
}
