import { element, escaped } from '../markup.ts';
import { BOLD, textWidth } from '../text.ts';
import type { Tile } from '../tiles.ts';
import { hatch } from './hatch.ts';
import { shardSentence } from './sentence.ts';
import { faint, heatShade } from './shade.ts';
import type { MappedShard } from './shard-map.ts';
import { fitting, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { percent, shardName, shardNumber, times } from './words.ts';

const PAD = 6;
/** The bar's top is this many times the fair share, at least. */
const LEAST_TOP_TIMES = 2.2;

/** The open shards as one bar: each at its width, filled as high as its load. */
export function drawOpenShards(shards: readonly MappedShard[], sheet: Sheet, top: number): Part {
  const height = sheet.fontSize * 9;
  const topTimes = Math.max(
    LEAST_TOP_TIMES,
    ...shards.map(({ heat }) => heat?.timesFairShare ?? 0),
  );
  const drawn = shards.map((shard) => {
    const x = xOf(sheet, shard.from);
    const full = xOf(sheet, shard.to) - x;
    const tile = { x, y: top, width: full - Math.min(2, full * 0.2), height };
    return drawShard(shard, tile, topTimes, sheet);
  });
  const isKnown = shards.some(({ heat }) => heat !== undefined);
  const fair = isKnown ? drawFairShare(sheet, top + height, height / topTimes) : '';
  return { height, svg: drawn.join('') + fair };
}

function drawShard(shard: MappedShard, tile: Tile, topTimes: number, sheet: Sheet): string {
  const { theme } = sheet;
  const { heat } = shard;
  const hot = heat !== undefined && heat.relation !== 'not hot';
  const edge = 2;
  const load = (heat?.timesFairShare ?? 0) / topTimes;
  const loadHeight = Math.max(edge, load * tile.height);
  const loadTop = tile.y + tile.height - loadHeight;
  const box = { x: tile.x, width: tile.width };
  return element(
    'g',
    { class: `shard open${hot ? ' hot' : ''}`, 'data-shard': shard.shardId },
    [
      element('title', {}, escaped(shardSentence(shard))),
      element('rect', { ...box, y: tile.y, height: tile.height, fill: faint(theme) }),
      heat === undefined
        ? element('path', { d: hatch(tile), stroke: theme.quiet, 'stroke-opacity': 0.45 })
        : element('rect', {
            class: 'load',
            ...box,
            y: loadTop,
            height: loadHeight,
            fill: heatShade(heat.timesFairShare, theme),
          }),
      heat === undefined
        ? ''
        : element('rect', {
            ...box,
            y: loadTop,
            height: edge,
            fill: hot ? theme.hot : theme.quiet,
          }),
      drawWords(shard, tile, sheet),
    ].join(''),
  );
}

/** Its name, share and load; none where the name has no room. */
function drawWords(shard: MappedShard, { x, y, width }: Tile, sheet: Sheet): string {
  const { fontSize, theme } = sheet;
  const large = fontSize * 1.6;
  const room = width - 2 * PAD;
  const name = fitting([shardName(shard), shardNumber(shard.shardId)], room, fontSize * BOLD);
  if (name === undefined) return '';
  const at = (text: string | undefined, baseline: number, size: number, weight?: string) =>
    text === undefined
      ? ''
      : textAt(text, x + PAD, y + baseline, {
          fill: theme.ink,
          'font-size': size,
          'font-weight': weight,
        });
  const { heat } = shard;
  const first = PAD + fontSize;
  const second = first + large + 4;
  if (heat === undefined) {
    const unknown = fitting(['heat is not known', 'not known', '?'], room, fontSize);
    return at(name, first, fontSize, 'bold') + at(unknown, first + fontSize + 6, fontSize);
  }
  const load = [`${times(heat)} × fair share`, `${times(heat)} × fair`, `${times(heat)} ×`];
  return [
    at(name, first, fontSize, 'bold'),
    at(fitting([percent(heat.share)], room, large * BOLD), second, large, 'bold'),
    at(fitting(load, room, fontSize), second + fontSize + 4, fontSize),
  ].join('');
}

/** The line that all shards would reach if they shared evenly. */
function drawFairShare(sheet: Sheet, bottom: number, above: number): string {
  const { theme, fontSize } = sheet;
  const y = bottom - above;
  const line = element('line', {
    x1: xOf(sheet, 0),
    x2: xOf(sheet, 1),
    y1: y,
    y2: y,
    stroke: theme.ink,
    'stroke-width': 1,
    'stroke-dasharray': '2 4',
  });
  const text = 'fair share';
  const hasRoom = above > fontSize * 1.6 && textWidth(text, fontSize) < sheet.width / 4;
  return hasRoom
    ? line +
        textAt(text, xOf(sheet, 1) - PAD, y + fontSize + 3, {
          'text-anchor': 'end',
          'font-size': fontSize,
          fill: theme.ink,
        })
    : line;
}
