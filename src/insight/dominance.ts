import type { Config } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { isEmpty, type MinuteWindow, minuteText, TOO_YOUNG, windowText } from '../minutes.ts';
import { percent, times } from '../percent.ts';
import { type CountsByMinute, total } from './counts.ts';

/** Records accepted by one shard in one second. Source: Kinesis quotas. */
export const SHARD_RECORDS_PER_SECOND = 1_000;

/** The shard with the most records, and by how much. */
export interface Leader {
  readonly hottestShardId: string;
  /** accepted by the hottest shard */
  readonly records: number;
  /** '' when the stream has one shard */
  readonly secondShardId: string;
  /** hottest ÷ second; Infinity when no other shard received any */
  readonly lead: number;
}

/** How the records of a window spread over the shards. */
export interface Heat extends Leader {
  readonly totalRecords: number;
  /** minutes in which the hottest shard received records */
  readonly minutes: number;
  /** the hottest shard's part of all records, 0 to 1 */
  readonly share: number;
  /** share ÷ (1 / shards): 1 is even */
  readonly timesFairShare: number;
  /** the hottest shard's busiest minute, as a part of what a shard takes in a minute */
  readonly peakUtilisation: number;
  /** refused writes of the hottest shard: they are not among its records */
  readonly throttled: number;
}

/** Why it is not dominant, one reason each. */
export type Shortfall =
  | { readonly kind: 'nothing' | 'old'; readonly reason: string }
  | {
      readonly kind: 'too few records' | 'too few minutes' | 'even' | 'another shard';
      readonly heat: Heat;
      readonly reason: string;
    };

export type Judgement = { readonly kind: 'dominant'; readonly heat: Heat } | Shortfall;

export interface Sightings {
  readonly window: MinuteWindow;
  /** IncomingRecords of every shard that counts, idle ones included: they make the fair share */
  readonly counts: CountsByMinute;
  /** WriteProvisionedThroughputExceeded of the same shards and minutes */
  readonly throttled: CountsByMinute;
  /** newest minute with records before the window, in milliseconds; only asked when it is empty */
  readonly olderMinuteMs?: number;
}

/**
 * Whether the expected shard dominates. A rule like "mean + 2 standard deviations" could never
 * fire on four shards, where one outlier has z ≤ 1.73; so share and lead are compared directly,
 * with a floor of records and minutes under them. The first shortfall that applies is the reason.
 */
export function judgeDominance(sightings: Sightings, rule: Config['dominance']): Judgement {
  const heat = heatOf(sightings);
  const during = windowText(sightings.window);
  if (heat === undefined) {
    return sightings.olderMinuteMs === undefined
      ? {
          kind: 'nothing',
          reason: isEmpty(sightings.window)
            ? TOO_YOUNG
            : `CloudWatch counted no records, neither from ${during} nor before.`,
        }
      : {
          kind: 'old',
          reason: `The traffic is old: the newest records are from ${minuteText(sightings.olderMinuteMs)}, before the ${rule.windowMinutes} minutes from ${during}.`,
        };
  }
  const { hottestShardId: hottest, records, minutes, share, lead } = heat;
  if (records < rule.minRecords) {
    return {
      kind: 'too few records',
      heat,
      reason: `Too few records: ${hottest}, the busiest, received ${grouped(records)} from ${during}; at least ${grouped(rule.minRecords)} are needed.`,
    };
  }
  if (minutes < rule.minMinutes) {
    return {
      kind: 'too few minutes',
      heat,
      reason: `Too few minutes: ${hottest} received records in ${minutes} of the minutes from ${during}; at least ${rule.minMinutes} are needed.`,
    };
  }
  if (share < rule.minShare || lead < rule.minLead) {
    return {
      kind: 'even',
      heat,
      reason: `The traffic is too even: ${hottest} leads with ${percent(share)} of the records, ${leadText(heat)}; at least ${percent(rule.minShare)} and ${times(rule.minLead)} the second's are needed.`,
    };
  }
  if (hottest !== rule.hotShardId) {
    return {
      kind: 'another shard',
      heat,
      reason: `The hot shard is ${hottest}, not ${rule.hotShardId}: it received ${percent(share)} of the records.`,
    };
  }
  return { kind: 'dominant', heat };
}

/** One line for people. */
export function heatText(heat: Heat): string {
  return [
    `${heat.hottestShardId} received ${percent(heat.share)} of ${grouped(heat.totalRecords)} records, ${leadText(heat)}`,
    `${times(heat.timesFairShare)} its fair share`,
    `peak ${percent(heat.peakUtilisation)} of ${grouped(SHARD_RECORDS_PER_SECOND)} records/s`,
    `${grouped(heat.throttled)} writes throttled`,
  ].join('; ');
}

/** The shard that leads; undefined when there are no records. */
export function leaderOf(counts: CountsByMinute): Leader | undefined {
  const [hottest, second] = [...counts.keys()]
    .map((shardId) => ({ shardId, records: total(counts, shardId) }))
    .sort((a, b) => b.records - a.records);
  if (hottest === undefined || hottest.records === 0) return undefined;
  return {
    hottestShardId: hottest.shardId,
    records: hottest.records,
    secondShardId: second?.shardId ?? '',
    lead: second === undefined ? Infinity : hottest.records / second.records,
  };
}

function heatOf({ counts, throttled }: Sightings): Heat | undefined {
  const leader = leaderOf(counts);
  if (leader === undefined) return undefined;
  const totalRecords = total(counts);
  const perMinute = [...(counts.get(leader.hottestShardId)?.values() ?? [])];
  const share = leader.records / totalRecords;
  return {
    ...leader,
    totalRecords,
    minutes: perMinute.filter((records) => records > 0).length,
    share,
    timesFairShare: share * counts.size,
    peakUtilisation: Math.max(...perMinute) / (SHARD_RECORDS_PER_SECOND * 60),
    throttled: total(throttled, leader.hottestShardId),
  };
}

/** `10.0 times as many as shardId-000000000001` */
export function leadText({ lead, secondShardId }: Leader): string {
  return Number.isFinite(lead)
    ? `${times(lead)} as many as ${secondShardId}`
    : 'and no other shard received any';
}
