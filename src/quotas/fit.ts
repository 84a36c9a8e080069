import type { CatalogueEntry, Config } from '../contract.ts';
import { sumBilled } from '../cost/usd.ts';
import { grouped } from '../grouped.ts';

/** What of an account's region a workshop takes that AWS bounds. Streams themselves have no quota. */
export interface Bounded {
  readonly openShards: number;
  readonly stacks: number;
}

/** Of one account in one region. */
export interface Quotas {
  readonly limits: Bounded;
  readonly used: Bounded;
}

export interface ClassWalks {
  /** Walks that have no stream yet. */
  readonly toBegin: number;
  /** Walks whose stream is there; a shard of it may still be split. */
  readonly begun: number;
}

/** What the steps make in one walk, at most, from its beginning. */
export function needsOfWalk(
  entries: readonly Pick<CatalogueEntry, 'step'>[],
  config: Config,
): Bounded {
  const { stack, dashboardStack, alarmStack } = config.names;
  return {
    openShards: sumBilled(entries.map(({ step }) => step.adds?.(config) ?? {})).shards,
    stacks: [stack, dashboardStack, alarmStack].length,
  };
}

/** What these walks may still make. A walk that has begun has its first shards and stack. */
export function needsOfClass(
  { toBegin, begun }: ClassWalks,
  walk: Bounded,
  { stream }: Pick<Config, 'stream'>,
): Bounded {
  return {
    openShards: toBegin * walk.openShards + begun * (walk.openShards - stream.shardCount),
    stacks: toBegin * walk.stacks + begun * (walk.stacks - 1),
  };
}

/** `6,000 open shards are needed at most, 19,996 of 20,000 are free`, for each; with what does not fit. */
export function fit(
  needs: Bounded,
  { limits, used }: Quotas,
): { readonly fits: boolean; readonly sentences: readonly string[] } {
  const parts = (
    [
      ['openShards', 'open shards'],
      ['stacks', 'stacks'],
    ] as const
  ).map(([part, words]) => {
    const free = Math.max(0, limits[part] - used[part]);
    return {
      fits: needs[part] <= free,
      sentence: `${grouped(needs[part])} ${words} are needed at most, ${grouped(free)} of ${grouped(limits[part])} are free`,
    };
  });
  return {
    fits: parts.every(({ fits }) => fits),
    sentences: parts.map(({ sentence }) => sentence),
  };
}
