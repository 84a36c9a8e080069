import type { Config, Lane } from '../contract.ts';

/** A lane with the hash range of its shard; both ends belong to it, as decimal numbers. */
export interface FleetLane extends Lane {
  readonly start: string;
  readonly end: string;
}

/** What a whole fleet sends, as its schedules carry it. */
export interface FleetTraffic extends Pick<Config['traffic'], 'recordBytes' | 'keys' | 'sender'> {
  readonly stream: string;
  readonly lanes: readonly FleetLane[];
  /** the begin of its first minute, in milliseconds since the epoch */
  readonly startMs: number;
  /** the end of its last minute: nothing is sent after it */
  readonly endMs: number;
  readonly parts: number;
}

/** What a schedule gives the function, every minute. */
export interface FleetEvent {
  /** The whole minute that the schedule is for, ISO 8601; the function sends the one after it. */
  readonly scheduledAt: string;
  /** which of the parts, counted from 0 */
  readonly part: number;
  readonly traffic: FleetTraffic;
}
