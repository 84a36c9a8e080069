import { element, escaped } from '../markup.ts';
import { textWidth } from '../text.ts';
import type { Tile } from '../tiles.ts';
import { hatch } from './hatch.ts';
import { shardSentence } from './sentence.ts';
import { faint, heatShade } from './shade.ts';
import type { MappedHeat, MappedShard } from './shard-map.ts';
import { drawWords, nameFitting, WORDS_HEIGHT } from './shard-words.ts';
import { type Part, type Sheet, textAt, tileWidth, xOf } from './sheet.ts';
import { markWord } from './words.ts';

/** The top of the bar is this many times the fair share, at least. */
const LEAST_TOP_TIMES = 2;
/** A load narrower than this is seen only in the full colour. */
const THIN_PX = 8;
const EDGE_PX = 2;

/** Where loads are drawn in the bar; its top is that of the heaviest load. */
interface Loads {
  readonly top: number;
  readonly bottom: number;
  readonly topTimes: number;
}

/** The open shards as one bar: each at its width, with its words, filled as high as its load. */
export function drawOpenShards(shards: readonly MappedShard[], sheet: Sheet, top: number): Part {
  const height = sheet.fontSize * (WORDS_HEIGHT + 4.6);
  const tiles = shards.map((shard) => {
    const x = xOf(sheet, shard.from);
    return { shard, tile: { x, y: top, width: tileWidth(xOf(sheet, shard.to) - x), height } };
  });
  const hasWords = tiles.some(({ shard, tile }) => nameFitting(shard, tile.width, sheet));
  const loads = {
    top: hasWords ? top + sheet.fontSize * WORDS_HEIGHT : top,
    bottom: top + height,
    topTimes: Math.max(LEAST_TOP_TIMES, ...shards.map(({ heat }) => heat?.timesFairShare ?? 0)),
  };
  if (shards.length === 0) return { height, svg: drawNone(top, height, sheet) };
  // Hot ones come last: one that is thin is drawn over its neighbours.
  const drawn = tiles
    .toSorted((a, b) => Number(isMarked(a.shard)) - Number(isMarked(b.shard)))
    .map(({ shard, tile }) => drawShard(shard, tile, loads, sheet));
  const known = tiles.flatMap(({ shard: { heat }, tile }) => (heat ? [{ heat, tile }] : []));
  const fair = known.length > 0 ? drawFairShare(known, loads, sheet) : '';
  return { height, svg: drawn.join('') + fair };
}

function drawNone(top: number, height: number, sheet: Sheet): string {
  const { left, width, theme, fontSize } = sheet;
  const style = { fill: theme.quiet, 'font-size': fontSize, 'text-anchor': 'middle' };
  return (
    element('rect', { x: left, y: top, width, height, fill: faint(theme) }) +
    textAt('no open shards', left + width / 2, top + height / 2, style)
  );
}

function drawShard(shard: MappedShard, tile: Tile, loads: Loads, sheet: Sheet): string {
  const { shardId, heat } = shard;
  const isHot = isMarked(shard);
  return element(
    'g',
    { class: `shard open${isHot ? ' hot' : ''}`, 'data-shard': shardId },
    [
      element('title', {}, escaped(shardSentence(shard))),
      element('rect', { ...tile, fill: faint(sheet.theme, isHot) }),
      heat === undefined
        ? drawUnknown({ ...tile, y: loads.top, height: loads.bottom - loads.top }, sheet)
        : drawLoad(heat, tile, loads, sheet),
      drawWords(shard, tile, sheet),
    ].join(''),
  );
}

function isMarked({ heat }: MappedShard): boolean {
  return markWord(heat) !== '';
}

/** Hatched, so that it does not look cold. */
function drawUnknown(tile: Tile, { theme }: Sheet): string {
  return element('path', { d: hatch(tile), stroke: theme.quiet, 'stroke-opacity': 0.5 });
}

function drawLoad(heat: MappedHeat, tile: Tile, loads: Loads, { theme }: Sheet): string {
  const isHot = markWord(heat) !== '';
  const height = Math.max(EDGE_PX, heightOf(heat.timesFairShare, loads));
  const isThin = isHot && tile.width < THIN_PX;
  const box = { x: tile.x, width: isThin ? Math.max(EDGE_PX, tile.width) : tile.width };
  const y = loads.bottom - height;
  const shade = heatShade(heat.timesFairShare, theme);
  return [
    element('rect', { class: 'load', ...box, y, height, fill: isThin ? theme.hot : shade }),
    element('rect', { ...box, y, height: EDGE_PX, fill: isHot ? theme.hot : theme.quiet }),
  ].join('');
}

function heightOf(timesFairShare: number, { top, bottom, topTimes }: Loads): number {
  return (timesFairShare / topTimes) * (bottom - top);
}

/** The line that all shards would reach if they shared evenly, named in the last that has room. */
function drawFairShare(
  known: readonly { readonly heat: MappedHeat; readonly tile: Tile }[],
  loads: Loads,
  sheet: Sheet,
): string {
  const { theme, fontSize } = sheet;
  const y = loads.bottom - heightOf(1, loads);
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
  const room = fontSize * 1.3;
  // Above the line where the load ends below it, and the other way round.
  const place = known.findLast(
    ({ heat, tile }) =>
      textWidth(text, fontSize) + 12 < tile.width &&
      (heat.timesFairShare < 1 ? y - loads.top : loads.bottom - y) > room,
  );
  if (place === undefined) return line;
  const { heat, tile } = place;
  return (
    line +
    textAt(text, tile.x + tile.width - 6, heat.timesFairShare < 1 ? y - 5 : y + fontSize + 2, {
      'text-anchor': 'end',
      'font-size': fontSize,
      fill: theme.ink,
    })
  );
}
