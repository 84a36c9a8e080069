import type { Config } from '../contract.ts';
import { turnOf } from './pace.ts';
import { type OutgoingRecord, type PlannedLane, recordOf } from './plan.ts';

/** One of several producers that send a traffic together: each sends every so-manyth record. */
export interface Share {
  /** counted from 0 */
  readonly part: number;
  readonly parts: number;
}

export interface LineUpOptions {
  /** what tells this traffic's orders from those of others */
  readonly runId: string;
  /** the second of the traffic that it begins at; 0 when left out */
  readonly fromSeconds?: number;
  /** all of it when left out */
  readonly share?: Share;
}

/** What each lane sends next. */
export class LineUp {
  /** records that were due too long ago, and are not sent at all */
  skipped = 0;
  readonly #reached: Map<PlannedLane, number>;
  readonly #runId: string;
  readonly #share: Share;

  constructor(
    lanes: readonly PlannedLane[],
    private readonly traffic: Pick<Config['traffic'], 'keys' | 'recordBytes' | 'sender'>,
    { runId, fromSeconds = 0, share = { part: 0, parts: 1 } }: LineUpOptions,
  ) {
    this.#runId = runId;
    this.#share = share;
    this.#reached = new Map(
      lanes.map((lane) => [lane, Math.floor(lane.recordsPerSecond * fromSeconds)]),
    );
  }

  /** The records that all lanes owe by now. Asked again, only those since. */
  due(elapsedSeconds: number, nowMs: number): OutgoingRecord[] {
    const placedAt = new Date(nowMs).toISOString();
    const { maxCatchUpSeconds } = this.traffic.sender;
    const { parts } = this.#share;
    const records: OutgoingRecord[] = [];
    for (const [lane, before] of this.#reached) {
      const turn = turnOf(lane.recordsPerSecond, elapsedSeconds, before, maxCatchUpSeconds);
      this.#reached.set(lane, turn.to);
      const first = firstOf(this.#share, turn.from);
      this.skipped += (first - firstOf(this.#share, before)) / parts;
      for (let index = first; index < turn.to; index += parts) {
        records.push(recordOf(lane, index, this.#runId, placedAt, this.traffic));
      }
    }
    return records;
  }
}

/** A share's first record from this one on. */
function firstOf({ part, parts }: Share, from: number): number {
  return part + Math.ceil((from - part) / parts) * parts;
}
