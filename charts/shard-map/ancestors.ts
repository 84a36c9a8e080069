import { element, escaped } from '../markup.ts';
import type { Tile } from '../tiles.ts';
import { flagsHeight } from './flags.ts';
import { descents, rowsAboveOpen } from './generations.ts';
import { shardSentence } from './sentence.ts';
import { closedShade, faint, heatShade } from './shade.ts';
import type { MappedShard } from './shard-map.ts';
import { fitting, type Part, type Sheet, textAt, tileWidth, xOf } from './sheet.ts';
import { markWord, percent, shardName, shardNumber } from './words.ts';

/** More generations than these share the height of these. */
const FULL_ROWS = 4;
const PAD = 6;

/**
 * The closed shards in rows above the open ones, parents above children, with a band from each to
 * where its hashes went.
 */
export function drawAncestors(shards: readonly MappedShard[], sheet: Sheet, top: number): Part {
  const rowOf = rowsAboveOpen(shards);
  const rows = Math.max(0, ...[...rowOf.values()].map((row) => row + 1));
  const pitch = (sheet.fontSize + 14) * Math.min(1, FULL_ROWS / rows);
  const height = rows === 0 ? 0 : rows * pitch;
  const rowHeight = pitch * 0.7;
  const openTop = top + height + flagsHeight(sheet);
  const topOf = (shardId: string) => {
    const row = rowOf.get(shardId);
    return row === undefined ? openTop : top + (rows - 1 - row) * pitch;
  };
  const between = (from: number, to: number) => {
    const x = xOf(sheet, from);
    return { x, width: tileWidth(xOf(sheet, to) - x) };
  };
  const bands = descents(shards).map(({ parentId, childId, from, to }) => {
    const y = topOf(parentId) + rowHeight;
    const band = { ...between(from, to), y, height: Math.max(0, topOf(childId) - y) };
    return element('rect', { class: 'descent', ...band, fill: faint(sheet.theme) });
  });
  const closed = shards
    .filter(({ open }) => !open)
    .map((shard) => {
      const tile = { ...between(shard.from, shard.to), y: topOf(shard.shardId), height: rowHeight };
      return drawClosed(shard, tile, sheet);
    });
  return { height, svg: [...bands, ...closed].join('') };
}

function drawClosed(shard: MappedShard, tile: Tile, sheet: Sheet): string {
  const { heat, shardId } = shard;
  const { fontSize, theme } = sheet;
  const wasHot = heat !== undefined && markWord(heat) !== '';
  const words =
    tile.height > fontSize ? closedWords(shard, tile.width - 2 * PAD, sheet) : undefined;
  return element(
    'g',
    { class: `shard closed${wasHot ? ' hot' : ''}`, 'data-shard': shardId },
    [
      element('title', {}, escaped(shardSentence(shard))),
      element('rect', {
        ...tile,
        fill: wasHot ? heatShade(heat.timesFairShare, theme) : closedShade(theme),
      }),
      words === undefined
        ? ''
        : textAt(words, tile.x + PAD, tile.y + tile.height / 2 + fontSize * 0.36, {
            fill: wasHot ? theme.ink : theme.quiet,
            'font-size': fontSize,
          }),
    ].join(''),
  );
}

function closedWords(shard: MappedShard, width: number, { fontSize }: Sheet): string | undefined {
  const { heat, shardId } = shard;
  const name = shardName(shard);
  const past = heat === undefined ? [] : [`${name}, closed: had ${percent(heat.share)}`];
  return fitting([...past, `${name}, closed`, name, shardNumber(shardId)], width, fontSize);
}
