import type { HashLoad } from './hash-loads.ts';
import type { HashRange } from './hash-space.ts';
import { type Load, type Measure, sumLoads } from './load.ts';

/** A load within a shard, from a hash key on: up to the next slice's, or piece's. */
export interface Piece {
  readonly start: bigint;
  readonly load: Load;
}

/**
 * The loads of a shard in the order of their hash keys, with those in one slice that no split can
 * part. SplitShard wants a NewStartingHashKey "both greater than one plus the shard's
 * StartingHashKey … and less than the shard's EndingHashKey" (so the message of AWS says), of the
 * shard itself and of its children, should they be split in turn.
 */
export function slicesOf({ start, end }: HashRange, loads: readonly HashLoad[]): Piece[] {
  const inOrder = [...loads].sort((a, b) => Number(a.range.start - b.range.start));
  const slices: Piece[] = [];
  let upTo = start;
  for (const { range, load } of inOrder) {
    const last = slices.at(-1);
    const cut = range.start < end ? range.start : end - 1n;
    if (last === undefined) slices.push({ start, load });
    else if (cut > upTo && cut > last.start + 1n) slices.push({ start: cut, load });
    else slices[slices.length - 1] = { start: last.start, load: sumLoads([last.load, load]) };
    upTo = range.end;
  }
  return slices;
}

/** The fewest pieces of at most so much each; a slice that alone is more is a piece of its own. */
export function piecesOfAtMost(most: number, slices: readonly Piece[], measure: Measure): Piece[] {
  const pieces: Piece[] = [];
  for (const slice of slices) {
    const last = pieces.at(-1);
    if (last === undefined || last.load[measure] + slice.load[measure] > most) pieces.push(slice);
    else pieces[pieces.length - 1] = { ...last, load: sumLoads([last.load, slice.load]) };
  }
  return pieces;
}

/** As many pieces or fewer, the heaviest of which is as light as can be. */
export function evenPieces(count: number, slices: readonly Piece[], measure: Measure): Piece[] {
  let least = 0;
  let most = sumLoads(slices.map(({ load }) => load))[measure];
  while (least < most) {
    // Loads are whole numbers.
    const middle = Math.floor((least + most) / 2);
    if (piecesOfAtMost(middle, slices, measure).length <= count) most = middle;
    else least = middle + 1;
  }
  return piecesOfAtMost(most, slices, measure);
}
