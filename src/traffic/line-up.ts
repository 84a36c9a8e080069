import type { Config } from '../contract.ts';
import { turnOf } from './pace.ts';
import { type OutgoingRecord, type PlannedLane, recordOf } from './plan.ts';

/** What each lane sends next. */
export class LineUp {
  /** records that were due too long ago, and are not sent at all */
  skipped = 0;
  readonly #reached: Map<PlannedLane, number>;

  constructor(
    lanes: readonly PlannedLane[],
    private readonly traffic: Config['traffic'],
    private readonly runId: string,
  ) {
    this.#reached = new Map(lanes.map((lane) => [lane, 0]));
  }

  /** The records that all lanes owe by now. Asked again, only those since. */
  due(elapsedSeconds: number, nowMs: number): OutgoingRecord[] {
    const placedAt = new Date(nowMs).toISOString();
    const { maxCatchUpSeconds } = this.traffic.sender;
    const records: OutgoingRecord[] = [];
    for (const [lane, before] of this.#reached) {
      const turn = turnOf(lane.recordsPerSecond, elapsedSeconds, before, maxCatchUpSeconds);
      this.#reached.set(lane, turn.to);
      this.skipped += turn.skipped;
      for (let index = turn.from; index < turn.to; index++) {
        records.push(recordOf(lane, index, this.runId, placedAt, this.traffic));
      }
    }
    return records;
  }
}
