import textWidth from 'string-width';
import { shardNumberOf } from '../stream/shard-id.ts';

/** A shard's id is as long as its bar where a terminal has fewer columns: `shard 0` says the same. */
const ROOM_FOR_IDS = 72;

/** The names of rows that stand below each other, all of one width. */
export function rowNames(names: readonly string[], columns: number): string[] {
  const shown = names.map((name) =>
    columns < ROOM_FOR_IDS && SHARD_ID.test(name) ? `shard ${shardNumberOf(name)}` : name,
  );
  const width = Math.max(0, ...shown.map((text) => textWidth(text)));
  return shown.map((name) => name + ' '.repeat(width - textWidth(name)));
}

const SHARD_ID = /^shardId-\d+$/;

/** Shorter ones would show different parts as alike. */
export const SHORTEST_BAR = 6;

/**
 * Nothing where there is no room for one.
 *
 * @param part 0 to 1; anything above nothing shows
 */
export function bar(part: number, columns: number): string {
  if (columns < SHORTEST_BAR) return '';
  const full = part <= 0 ? 0 : Math.min(columns, Math.max(1, Math.round(part * columns)));
  return '█'.repeat(full) + '░'.repeat(columns - full);
}
