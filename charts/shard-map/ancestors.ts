import { element, escaped } from '../markup.ts';
import { shardSentence } from './sentence.ts';
import { mix } from './shade.ts';
import type { MappedShard } from './shard-map.ts';
import { fitting, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { percent, shardName, shardNumber } from './words.ts';

/** More generations than these share the height of these. */
const FULL_ROWS = 4;
const PAD = 6;

/**
 * The closed shards in rows above the bar, children under parents, with a band from each parent to
 * where its children are.
 *
 * @param barTop pixels from the part's top to the open shards' bar, beyond the rows
 */
export function drawAncestors(
  shards: readonly MappedShard[],
  sheet: Sheet,
  top: number,
  barTop: (height: number) => number,
): Part {
  const rowOf = rowsAboveBar(shards);
  if (rowOf.size === 0) return { height: 0, svg: '' };
  const { fontSize, theme } = sheet;
  const rows = Math.max(...rowOf.values()) + 1;
  const pitch = (fontSize + 14) * Math.min(1, FULL_ROWS / rows);
  const rowHeight = pitch * 0.7;
  const height = rows * pitch;
  const bar = top + barTop(height);
  const topOf = (shardId: string) => {
    const row = rowOf.get(shardId);
    return row === undefined ? bar : top + (rows - 1 - row) * pitch;
  };
  const closed = new Map(shards.filter(({ open }) => !open).map((shard) => [shard.shardId, shard]));
  const bands = shards.flatMap((child) =>
    child.parentShardIds.flatMap((parentId) => {
      const parent = closed.get(parentId);
      if (parent === undefined) return [];
      const from = xOf(sheet, Math.max(parent.from, child.from));
      const to = xOf(sheet, Math.min(parent.to, child.to));
      const bandTop = topOf(parentId) + rowHeight;
      const bandEnd = topOf(child.shardId);
      if (to <= from || bandEnd <= bandTop) return [];
      return [drawBand({ from, to, top: bandTop, end: bandEnd }, sheet)];
    }),
  );
  const drawn = [...closed.values()].map((shard) => {
    const x = xOf(sheet, shard.from);
    const full = xOf(sheet, shard.to) - x;
    const width = full - Math.min(2, full * 0.2);
    const y = topOf(shard.shardId);
    const name = shardName(shard);
    const past =
      shard.heat === undefined ? [] : [`${name}, closed · had ${percent(shard.heat.share)}`];
    const names = [...past, `${name}, closed`, name, shardNumber(shard.shardId)];
    const words = rowHeight > fontSize ? fitting(names, width - 2 * PAD, fontSize) : undefined;
    return element(
      'g',
      { class: 'shard closed', 'data-shard': shard.shardId },
      [
        element('title', {}, escaped(shardSentence(shard))),
        element('rect', {
          x,
          y,
          width,
          height: rowHeight,
          fill: mix(theme.background, theme.quiet, 0.14),
        }),
        words === undefined
          ? ''
          : textAt(words, x + PAD, y + rowHeight / 2 + fontSize * 0.36, {
              fill: theme.quiet,
              'font-size': fontSize,
            }),
      ].join(''),
    );
  });
  return { height, svg: bands.join('') + drawn.join('') };
}

/** Of each closed shard, how many closed generations lie between it and the bar. */
function rowsAboveBar(shards: readonly MappedShard[]): Map<string, number> {
  const rows = new Map(shards.filter(({ open }) => !open).map(({ shardId }) => [shardId, 0]));
  // A child's id comes after its parents'.
  for (const child of shards.toReversed()) {
    const below = rows.get(child.shardId);
    if (below === undefined) continue;
    for (const parent of child.parentShardIds) {
      const row = rows.get(parent);
      if (row !== undefined) rows.set(parent, Math.max(row, below + 1));
    }
  }
  return rows;
}

function drawBand(
  { from, to, top, end }: { from: number; to: number; top: number; end: number },
  { theme }: Sheet,
): string {
  return element('rect', {
    class: 'descent',
    x: from,
    y: top,
    width: Math.max(0.5, to - from - 2),
    height: end - top,
    fill: mix(theme.background, theme.quiet, 0.07),
  });
}
