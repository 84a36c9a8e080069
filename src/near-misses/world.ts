import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { completeTheMinute } from '../complete-minute.ts';
import type { CatalogueEntry, Cloud, Config, Workshop } from '../contract.ts';
import { listAllShards } from '../stream/shards.ts';
import { type OutgoingRecord, recordOf } from '../traffic/plan.ts';
import { planLanes } from '../traffic/plan-lanes.ts';

/** Source: PutRecords in the API reference. */
const RECORDS_OF_A_REQUEST = 500;

/** Told by a step that nobody watches. */
export const untold = () => undefined;

export interface Traffic {
  /** Of each minute, the records to each shard that the stream was made with. */
  readonly perMinute: readonly number[];
  readonly minutes: number;
  readonly keys?: Config['traffic']['keys'];
  readonly recordBytes?: number;
}

/** The traffic of step 3, with fewer records and in one go a minute. */
export const HOT: Traffic = { perMinute: [400, 40, 40, 40], minutes: 3 };

/** What a world is made with. */
export interface Origin {
  readonly entries: readonly CatalogueEntry[];
  /** Connects to its account in a region. */
  connect(region: string): Promise<Cloud & { close(): void }>;
}

/**
 * One request with twice the bytes that a shard takes in a second: what it refuses of one request
 * is the same each time.
 */
export const ONE_REQUEST_OVER = { recordBytes: 10_000, minutes: 1 };

/** An account of its own on a local AWS, in which a near miss is built. */
export class World implements Workshop {
  readonly #origin: Origin;

  constructor(
    readonly config: Config,
    readonly cloud: Cloud,
    origin: Origin,
  ) {
    this.#origin = origin;
  }

  /** The same account and names in another region. */
  async elsewhere(region: string, build: (world: World) => Promise<unknown>): Promise<void> {
    const cloud = await this.#origin.connect(region);
    try {
      await build(new World({ ...this.config, region }, cloud, this.#origin));
    } finally {
      cloud.close();
    }
  }

  /** Runs the workshop's own steps of these numbers. */
  async run(...numbers: number[]): Promise<void> {
    for (const wanted of numbers) {
      const entry = this.#origin.entries.find(({ number }) => number === wanted);
      if (entry === undefined) throw new RangeError(`There is no step ${wanted}`);
      await entry.step.run(this, untold);
    }
  }

  /** The same account, with another part of the configuration. */
  withConfig(changes: Partial<Config>): World {
    return new World({ ...this.config, ...changes }, this.cloud, this.#origin);
  }

  /** Sends orders with the keys of step 3, in minutes of their own, and lets the last one end. */
  async send(traffic: Traffic): Promise<void> {
    for (let minute = 0; minute < traffic.minutes; minute += 1) {
      await completeTheMinute(this, untold);
      await this.sendAtOnce(traffic);
    }
    await completeTheMinute(this, untold);
  }

  /** One minute of it, now. */
  async sendAtOnce({ perMinute, keys, recordBytes }: Traffic): Promise<void> {
    const { config, cloud } = this;
    const traffic = {
      ...config.traffic,
      lanes: perMinute.map((recordsPerSecond, shard) => ({ shard, recordsPerSecond })),
      keys: keys ?? config.traffic.keys,
      recordBytes: recordBytes ?? config.traffic.recordBytes,
    };
    const shards = await listAllShards(cloud, config.names.stream);
    const runId = cloud.now().toString(36);
    const placedAt = new Date(cloud.now()).toISOString();
    const records = planLanes({ ...config, traffic }, shards).flatMap((lane) =>
      Array.from({ length: lane.recordsPerSecond }, (_, at) =>
        recordOf(lane, at, runId, placedAt, traffic),
      ),
    );
    for (let at = 0; at < records.length; at += RECORDS_OF_A_REQUEST) {
      await this.#put(records.slice(at, at + RECORDS_OF_A_REQUEST));
    }
  }

  async #put(records: readonly OutgoingRecord[]): Promise<void> {
    await this.cloud.kinesis.send(
      new PutRecordsCommand({
        StreamName: this.config.names.stream,
        Records: records.map(({ data, target }) => ({
          Data: data,
          PartitionKey: target.partitionKey,
        })),
      }),
    );
  }
}
