import { BOLD, textWidth } from '../text.ts';
import type { Tile } from '../tiles.ts';
import type { MappedShard } from './shard-map.ts';
import { fitting, type Sheet, textAt } from './sheet.ts';
import { percent, shardName, shardNumber, times } from './words.ts';

/** What the three lines take, in sizes of their text. */
export const WORDS_HEIGHT = 5.1;

/** Its name, share and load at the top of a shard's tile; '' where its name has no room. */
export function drawWords(shard: MappedShard, { x, y, width }: Tile, sheet: Sheet): string {
  const { fontSize, theme } = sheet;
  const pad = padOf(width);
  const room = width - 2 * pad;
  const name = nameFitting(shard, width, sheet);
  if (name === undefined) return '';
  const at = (text: string | undefined, lines: number, size: number, weight?: string) =>
    text === undefined || text === ''
      ? ''
      : textAt(text, x + pad, y + lines * fontSize, {
          fill: theme.ink,
          'font-size': size,
          'font-weight': weight,
        });
  const { heat } = shard;
  const title = at(name, 1.5, fontSize, 'bold');
  if (heat === undefined) {
    return (
      title + at(fitting(['heat is not known', 'not known', '?'], room, fontSize), 3, fontSize)
    );
  }
  const load = [`${times(heat)} × fair share`, `${times(heat)} × fair`, `${times(heat)} ×`];
  const large = fontSize * 1.6;
  const share = fitting([percent(heat.share)], room, fontSize * BOLD) ?? '';
  return [
    title,
    at(share, 3.2, textWidth(share, large * BOLD) <= room ? large : fontSize, 'bold'),
    at(fitting(load, room, fontSize), 4.5, fontSize),
  ].join('');
}

export function nameFitting(shard: MappedShard, width: number, sheet: Sheet): string | undefined {
  const names = [shardName(shard), shardNumber(shard.shardId)];
  return fitting(names, width - 2 * padOf(width), sheet.fontSize * BOLD);
}

/** Between a tile's edge and its words. */
function padOf(width: number): number {
  return Math.min(6, width * 0.12);
}
