import { again } from '../again.ts';
import type { Billed, CatalogueEntry, Tell, Workshop } from '../contract.ts';
import { mostPutUnits } from '../cost/put-units.ts';
import { begunHours, sumBilled, totalUsd } from '../cost/usd.ts';
import { cameToText, usdText } from '../cost/words.ts';
import { WorkshopError } from '../errors.ts';
import { describeStream } from '../stream/stream.ts';
import { sumCounts } from '../traffic/count.ts';
import { readBilled } from './read-billed.ts';

/** A stream, and what stands with it, as they were last seen. */
interface Reading {
  readonly createdMs: number;
  readonly billed: Billed;
  readonly hours: number;
}

/**
 * What the workshop has come to on AWS, from what AWS says: everything that stands, for the begun
 * hours since the stream was made, and the records since then. On real AWS it keeps the steps under
 * the configured ceiling; elsewhere nothing is spent, and it only says what it would have been.
 */
export class Meter {
  /** by creation: a stream that was made again counts beside the one before */
  readonly #readings = new Map<number, Reading>();
  #newest: Reading | undefined;

  constructor(private readonly workshop: Workshop) {}

  get soFarUsd(): number {
    return [...this.#readings.values()].reduce(
      (sum, { billed, hours }) => sum + totalUsd(billed, hours, this.workshop.config),
      0,
    );
  }

  /** What it came to, for the end of a command; undefined where nothing was ever there. */
  get sentence(): string | undefined {
    if (this.#newest === undefined) return undefined;
    const cameTo = cameToText(this.soFarUsd, this.#newest);
    return this.#spends
      ? `So far this workshop has come to ${cameTo}.`
      : `On AWS this would have come to ${cameTo}.`;
  }

  /** The same step, which is not run, or does not go on sending, over the ceiling. */
  metered(entry: CatalogueEntry): CatalogueEntry {
    const run = async (workshop: Workshop, tell: Tell): Promise<void> => {
      await this.#admit(entry);
      await entry.step.run(workshop, this.watched(tell));
      await this.read();
      const { sentence } = this;
      if (this.#spends && sentence !== undefined) tell({ kind: 'fact', text: sentence });
    };
    return { ...entry, step: { ...entry.step, run } };
  }

  /** Asks AWS. Where it gives no answer, or there is no stream any more, what was read last stands. */
  async read(): Promise<void> {
    await this.#readNow().catch(() => undefined);
  }

  async #readNow(): Promise<void> {
    const stream = await describeStream(this.workshop);
    const createdMs = stream?.StreamCreationTimestamp?.getTime();
    if (stream === undefined || createdMs === undefined) return;
    const billed = await readBilled(this.workshop, stream);
    // CloudWatch may be minutes behind what the producer was told
    const told = this.#readings.get(createdMs)?.billed.putUnits ?? 0;
    this.#count(createdMs, { ...billed, putUnits: Math.max(billed.putUnits, told) });
  }

  /**
   * Counts traffic as it is told.
   *
   * @returns a tell that throws `over-ceiling`, once, when the traffic has come to too much
   */
  watched(tell: Tell): Tell {
    const { cost, traffic } = this.workshop.config;
    const before = this.#newest;
    let isStopped = false;
    let earlier = 0;
    let newest = 0;
    return (progress) => {
      tell(progress);
      if (progress.kind !== 'traffic' || before === undefined) return;
      const ofThisSending = sumCounts(progress.shards).accepted;
      // a step may send several times, and each sending counts from 0
      if (ofThisSending < newest) earlier += newest;
      newest = ofThisSending;
      const accepted = earlier + newest;
      const putUnits = mostPutUnits(accepted, accepted * traffic.recordBytes, { cost });
      this.#count(before.createdMs, sumBilled([before.billed, { putUnits }]));
      if (isStopped || !this.#spends || this.soFarUsd <= cost.ceilingUsd) return;
      isStopped = true;
      throw this.#overCeiling(
        `The traffic was stopped: this workshop has come to ${usdText(this.soFarUsd)}`,
      );
    };
  }

  get #spends(): boolean {
    return this.workshop.cloud.target === 'aws';
  }

  #count(createdMs: number, billed: Billed): void {
    const hours = begunHours(this.workshop.cloud.now() - createdMs);
    this.#newest = { createdMs, billed, hours };
    this.#readings.set(createdMs, this.#newest);
  }

  async #admit({ number, step }: CatalogueEntry): Promise<void> {
    const { config } = this.workshop;
    // what adds nothing may be what takes everything away: nothing keeps it from that
    if (!this.#spends || step.adds === undefined) return this.read();
    await this.#readNow();
    const addedUsd = totalUsd(sumBilled([step.adds(config)]), 1, config);
    if (this.soFarUsd + addedUsd <= config.cost.ceilingUsd) return;
    throw this.#overCeiling(
      `Step ${number} was not run: this workshop has come to ${usdText(this.soFarUsd)}, and the step is estimated to add ${usdText(addedUsd)}`,
    );
  }

  #overCeiling(message: string): WorkshopError {
    return new WorkshopError(
      'over-ceiling',
      `${message}, over its ceiling of ${usdText(this.workshop.config.cost.ceilingUsd)}`,
      `Take everything away: ${again(this.workshop, 'clean-up')}. To go on, raise cost.ceilingUsd in workshop.config.ts`,
    );
  }
}
