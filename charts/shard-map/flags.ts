import { element } from '../markup.ts';
import { BOLD, textWidth } from '../text.ts';
import type { MappedHeat, MappedShard } from './shard-map.ts';
import { Lane, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { grouped, markWord } from './words.ts';

const MARK_PX = 10;
const GAP = 5;
/** From a shard's edge to its mark. */
const PAD = 6;

/** Above the bar. */
export function flagsHeight({ fontSize }: Sheet): number {
  return fontSize + 10;
}

/** A mark over each shard that is hot, and its words where there is room; the hottest come first. */
export function drawFlags(shards: readonly MappedShard[], sheet: Sheet, top: number): Part {
  const lane = new Lane();
  const baseline = top + sheet.fontSize;
  const marked = shards
    .flatMap(({ from, to, heat }) => (heat && markWord(heat) !== '' ? [{ from, to, heat }] : []))
    .sort((a, b) => b.heat.timesFairShare - a.heat.timesFairShare)
    .map(({ from, to, heat }) => ({ heat, x: markAt(xOf(sheet, from), xOf(sheet, to), sheet) }))
    .filter(({ x }) => lane.take(x, x + MARK_PX));
  const marks = marked.map(({ heat, x }) => drawMark(heat, x, baseline, sheet));
  const words = marked.map(({ heat, x }) => drawFlagWords(heat, x, baseline, lane, sheet));
  return {
    height: flagsHeight(sheet),
    svg: element('g', { class: 'flags' }, [...marks, ...words].join('')),
  };
}

/** Over the shard's words, and over the middle of one that is too narrow for any. */
function markAt(from: number, to: number, { left, width }: Sheet): number {
  const x = Math.min(from + PAD, (from + to - MARK_PX) / 2);
  return Math.max(left, Math.min(x, left + width - MARK_PX));
}

function drawFlagWords(
  heat: MappedHeat,
  x: number,
  baseline: number,
  lane: Lane,
  { fontSize, theme, left, width }: Sheet,
): string {
  const word = markWord(heat);
  const refused = heat.throttled > 0 ? [`${word}, ${grouped(heat.throttled)} writes refused`] : [];
  for (const text of [...refused, word]) {
    const needed = GAP + textWidth(text, fontSize * BOLD) + GAP;
    const start = x + MARK_PX;
    const isAfter = start + needed <= left + width;
    const from = isAfter ? start : x - needed;
    if (from < left || !lane.take(from, from + needed)) continue;
    return textAt(text, isAfter ? start + GAP : x - GAP, baseline, {
      fill: theme.ink,
      'font-size': fontSize,
      'font-weight': 'bold',
      'text-anchor': isAfter ? 'start' : 'end',
    });
  }
  return '';
}

/** A triangle; under a lid where the shard can take no more. */
function drawMark({ relation }: MappedHeat, x: number, baseline: number, { theme }: Sheet): string {
  const [right, top, middle] = [x + MARK_PX, baseline - MARK_PX + 1, x + MARK_PX / 2];
  const triangle = (peak: number) => `M${middle} ${peak}L${right} ${baseline}L${x} ${baseline}Z`;
  const lid = `M${x} ${top - 1}H${right}V${top + 1}H${x}Z`;
  const d = relation === 'saturated' ? lid + triangle(top + 3) : triangle(top);
  return element('path', { class: 'mark', d, fill: theme.hot });
}
