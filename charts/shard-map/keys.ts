import { element } from '../markup.ts';
import { legible, shorten, textWidth } from '../text.ts';
import type { MappedKey } from './shard-map.ts';
import { Lane, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { percent } from './words.ts';

const CAPTION = 'heaviest keys';
/** From the bar. */
const GAP_ABOVE = 3;
const LEAST_TICK_PX = 5;
const MORE_TICK_PX = 9;
/** Between labels. */
const GAP_BETWEEN = 14;
/** Keys with less than this part of the heaviest one's records have no label. */
const LEAST_LABELLED = 0.25;

/** The heaviest keys as ticks that hang from the bar at their hashes, the longer the heavier. */
export function drawKeys(keys: readonly MappedKey[], sheet: Sheet, top: number): Part {
  const [heaviest] = keys;
  if (heaviest === undefined) return { height: 8, svg: '' };
  const { fontSize, theme } = sheet;
  const lane = new Lane();
  const baseline = top + GAP_ABOVE + LEAST_TICK_PX + MORE_TICK_PX + 6 + fontSize;
  const drawn = keys.map((key) => {
    const weight = key.share / (heaviest.share || 1);
    const color = key === heaviest ? theme.ink : theme.quiet;
    const label = weight < LEAST_LABELLED ? '' : drawLabel(key, baseline, color, lane, sheet);
    return drawTick(xOf(sheet, key.at), top + GAP_ABOVE, weight, color) + label;
  });
  const caption = drawCaption(baseline, lane, sheet);
  return {
    height: baseline - top + 12,
    // The heaviest is on top of its neighbours.
    svg: element('g', { class: 'keys' }, drawn.reverse().join('') + caption),
  };
}

function drawTick(x: number, top: number, weight: number, color: string): string {
  const end = top + LEAST_TICK_PX + MORE_TICK_PX * weight;
  const line = { x1: x, x2: x, y1: top, y2: end, stroke: color, 'stroke-width': 1.5 };
  return element('line', line) + element('circle', { cx: x, cy: end, r: 2.5, fill: color });
}

/** Under its tick, or at the edge that it would go over. */
function drawLabel(
  key: MappedKey,
  baseline: number,
  fill: string,
  lane: Lane,
  { fontSize, left, width }: Sheet,
): string {
  const share = ` · ${percent(key.share)}`;
  const most = Math.min(220, width * 0.6) - textWidth(share, fontSize);
  const name = shorten(legible(key.partitionKey), most, fontSize);
  const half = textWidth(name + share, fontSize) / 2;
  const middle = Math.max(left + half, Math.min(left + key.at * width, left + width - half));
  const reach = half + GAP_BETWEEN / 2;
  if (!lane.take(middle - reach, middle + reach)) return '';
  const style = { fill, 'font-size': fontSize, 'text-anchor': 'middle' };
  return textAt(`${ISOLATE}${name}${END_ISOLATE}${share}`, middle, baseline, style);
}

/** What the ticks are, at an end that is free. */
function drawCaption(
  baseline: number,
  lane: Lane,
  { left, width, fontSize, theme }: Sheet,
): string {
  const style = { fill: theme.quiet, 'font-size': fontSize };
  const needed = textWidth(CAPTION, fontSize) + GAP_BETWEEN;
  if (lane.take(left + width - needed, left + width)) {
    return textAt(CAPTION, left + width, baseline, { ...style, 'text-anchor': 'end' });
  }
  return lane.take(left, left + needed) ? textAt(CAPTION, left, baseline, style) : '';
}

/** Around a text that may run from right to left, so that the words after it stay where they are. */
const [ISOLATE, END_ISOLATE] = ['\u2068', '\u2069'];
