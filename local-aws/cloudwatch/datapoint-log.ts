import type { Droppable, StorageBudget } from '../storage-budget.ts';

/** How many datapoints are dropped together. */
const SEGMENT_SIZE = 1000;

/** A series whose datapoints can go one by one. */
interface DroppableSeries {
  /** @returns how many bytes that frees */
  drop(minute: number): number;
}

interface Segment {
  readonly series: DroppableSeries[];
  readonly minutes: number[];
}

/** The order in which datapoints came, so that the first ones can go first. */
export class DatapointLog implements Droppable {
  readonly #segments: Segment[] = [];

  constructor(private readonly budget: StorageBudget) {}

  append(series: DroppableSeries, minute: number): void {
    let newest = this.#segments.at(-1);
    if (newest === undefined || newest.minutes.length === SEGMENT_SIZE) {
      newest = { series: [], minutes: [] };
      this.#segments.push(newest);
    }
    newest.series.push(series);
    newest.minutes.push(minute);
  }

  claim(bytes: number): void {
    this.budget.claim(bytes, this);
  }

  get oldestSegmentMs(): number | undefined {
    return this.#segments[0]?.minutes[0];
  }

  dropOldestSegment(): number {
    const { series, minutes } = this.#segments.shift() ?? { series: [], minutes: [] };
    minutes.forEach((minute, at) => {
      this.budget.release(series[at]?.drop(minute) ?? 0);
    });
    return minutes.length;
  }
}
