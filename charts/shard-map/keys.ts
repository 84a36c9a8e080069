import { element } from '../markup.ts';
import { shorten, textWidth } from '../text.ts';
import type { MappedKey } from './shard-map.ts';
import { Lane, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { percent } from './words.ts';

const CAPTION = 'heaviest keys';
const LEAST_TICK_PX = 5;
const MORE_TICK_PX = 9;
/** Between labels. */
const GAP = 14;

/** The heaviest keys as ticks that hang from the bar at their hashes, as long as they are heavy. */
export function drawKeys(keys: readonly MappedKey[], sheet: Sheet, top: number): Part {
  const heaviest = keys[0];
  if (heaviest === undefined) return { height: 8, svg: '' };
  const { fontSize, theme } = sheet;
  const lane = new Lane();
  const ticks = keys.map((key, rank) => {
    const x = xOf(sheet, key.at);
    const end = top + 3 + LEAST_TICK_PX + MORE_TICK_PX * (key.share / (heaviest.share || 1));
    const color = rank === 0 ? theme.ink : theme.quiet;
    return [
      element('line', { x1: x, x2: x, y1: top + 3, y2: end, stroke: color, 'stroke-width': 1.5 }),
      element('circle', { cx: x, cy: end, r: 2.5, fill: color }),
    ].join('');
  });
  const baseline = top + 3 + LEAST_TICK_PX + MORE_TICK_PX + 6 + fontSize;
  const labels = keys.map((key, rank) =>
    drawLabel(key, baseline, lane, sheet, rank === 0 ? theme.ink : theme.quiet),
  );
  return {
    height: baseline - top + 12,
    svg: element(
      'g',
      { class: 'keys' },
      [...ticks.reverse(), ...labels, drawCaption(baseline, lane, sheet)].join(''),
    ),
  };
}

function drawLabel(
  key: MappedKey,
  baseline: number,
  lane: Lane,
  sheet: Sheet,
  fill: string,
): string {
  const { fontSize, left, width } = sheet;
  const share = ` · ${percent(key.share)}`;
  const most = Math.min(220, width * 0.6) - textWidth(share, fontSize);
  const text = `${shorten(legible(key.partitionKey), most, fontSize)}${share}`;
  const half = textWidth(text, fontSize) / 2;
  const x = xOf(sheet, key.at);
  const [from, to] =
    x - half < left
      ? [left, left + 2 * half]
      : x + half > left + width
        ? [left + width - 2 * half, left + width]
        : [x - half, x + half];
  if (!lane.take(from - GAP / 2, to + GAP / 2)) return '';
  const anchor = from === left ? 'start' : to === left + width ? 'end' : 'middle';
  const at = anchor === 'start' ? from : anchor === 'end' ? to : x;
  return textAt(text, at, baseline, { fill, 'font-size': fontSize, 'text-anchor': anchor });
}

/** What the ticks are, at the end that is free. */
function drawCaption(baseline: number, lane: Lane, sheet: Sheet): string {
  const { left, width, fontSize, theme } = sheet;
  const needed = textWidth(CAPTION, fontSize) + GAP;
  const style = { fill: theme.quiet, 'font-size': fontSize, 'font-style': 'italic' };
  if (lane.take(left + width - needed, left + width)) {
    return textAt(CAPTION, left + width, baseline, { ...style, 'text-anchor': 'end' });
  }
  return lane.take(left, left + needed) ? textAt(CAPTION, left, baseline, style) : '';
}

/** Marks that turn a text's direction would turn the words beside it, too. */
const NOT_SEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

function legible(text: string): string {
  return text.slice(0, 300).replace(NOT_SEEN, '\ufffd');
}
