import { minuteOf } from '../minutes.ts';
import { type Load, NO_LOAD, sumLoads } from './load.ts';
import { type ReadRecord, recordBytes } from './read-record.ts';

/** By the start of a minute or a second, in milliseconds since the epoch; an idle one is absent. */
export type LoadByTime = ReadonlyMap<number, Load>;

/** What one shard accepted, from CloudWatch's minutes or from its records. */
export interface ShardTraffic {
  readonly minutes: LoadByTime;
  /** absent where the records were not read */
  readonly seconds?: LoadByTime;
}

/** Counts the records of shards by the second in which they arrived. */
export class TrafficCounter {
  readonly #secondsByShard = new Map<string, Map<number, { records: number; bytes: number }>>();

  /** @param shardIds shards that are told of though nothing may be counted for them */
  constructor(shardIds: readonly string[]) {
    for (const shardId of shardIds) this.#secondsByShard.set(shardId, new Map());
  }

  /**
   * An aggregate is one record, as it is for Kinesis.
   *
   * @throws {RangeError} for a shard that was not announced
   */
  add(shardId: string, record: ReadRecord): void {
    const seconds = this.#secondsByShard.get(shardId);
    if (seconds === undefined) throw new RangeError(`No traffic is counted for ${shardId}.`);
    const second = secondOf(record.arrivedMs);
    const bytes = recordBytes(record);
    const load = seconds.get(second);
    if (load === undefined) {
      seconds.set(second, { records: 1, bytes });
    } else {
      load.records += 1;
      load.bytes += bytes;
    }
  }

  byShard(): Map<string, Required<ShardTraffic>> {
    return new Map(
      [...this.#secondsByShard].map(([shardId, seconds]) => [
        shardId,
        { seconds, minutes: inMinutes(seconds) },
      ]),
    );
  }
}

export function secondOf(atMs: number): number {
  return Math.floor(atMs / 1_000) * 1_000;
}

function inMinutes(seconds: LoadByTime): LoadByTime {
  const minutes = new Map<number, Load>();
  for (const [secondMs, load] of seconds) {
    const minute = minuteOf(secondMs);
    minutes.set(minute, sumLoads([minutes.get(minute) ?? NO_LOAD, load]));
  }
  return minutes;
}
