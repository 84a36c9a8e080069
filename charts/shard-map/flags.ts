import { element } from '../markup.ts';
import { BOLD, textWidth } from '../text.ts';
import type { MappedHeat, MappedShard } from './shard-map.ts';
import { Lane, type Part, type Sheet, textAt, xOf } from './sheet.ts';
import { grouped, markWord } from './words.ts';

const MARK_PX = 10;
const GAP = 5;
/** Between a bar's edge and what stands over it. */
const PAD = 6;

/** A mark over each shard that is hot, with its word where there is room, the hottest first. */
export function drawFlags(shards: readonly MappedShard[], sheet: Sheet, top: number): Part {
  const lane = new Lane();
  const height = sheet.fontSize + 10;
  const hot = shards
    .flatMap(({ heat, ...shard }) => (markWord(heat) === '' || !heat ? [] : [{ ...shard, heat }]))
    .sort((a, b) => b.heat.timesFairShare - a.heat.timesFairShare);
  const flags = hot.map((shard) => {
    const x = xOf(sheet, shard.from);
    const width = xOf(sheet, shard.to) - x;
    const mark = Math.max(
      sheet.left,
      Math.min(x + PAD, x + (width - MARK_PX) / 2, sheet.left + sheet.width - MARK_PX),
    );
    return drawFlag(shard.heat, mark, top + sheet.fontSize, lane, sheet);
  });
  return { height, svg: element('g', { class: 'flags' }, flags.join('')) };
}

function drawFlag(heat: MappedHeat, x: number, baseline: number, lane: Lane, sheet: Sheet): string {
  const { fontSize, theme } = sheet;
  const end = x + MARK_PX;
  const word = markWord(heat);
  const refused = heat.throttled > 0 ? [`${word}, ${grouped(heat.throttled)} writes refused`] : [];
  for (const text of [...refused, word]) {
    const width = GAP + textWidth(text, fontSize * BOLD) + GAP;
    const after = end + width <= sheet.left + sheet.width;
    const [from, to] = after ? [x, end + width] : [x - width, end];
    if (from < sheet.left || !lane.take(from, to)) continue;
    const at = after ? end + GAP : x - GAP;
    const anchor = after ? 'start' : 'end';
    return (
      drawMark(heat, x, baseline, sheet) +
      textAt(text, at, baseline, {
        fill: theme.ink,
        'font-size': fontSize,
        'font-weight': 'bold',
        'text-anchor': anchor,
      })
    );
  }
  return lane.take(x, end) ? drawMark(heat, x, baseline, sheet) : '';
}

/** A triangle; under a lid where the shard can take no more. */
function drawMark({ relation }: MappedHeat, x: number, baseline: number, { theme }: Sheet): string {
  const [left, right, top, middle] = [x, x + MARK_PX, baseline - MARK_PX + 1, x + MARK_PX / 2];
  const lid = relation === 'saturated' ? 3 : 0;
  const triangle = `M${middle} ${top + lid}L${right} ${baseline}L${left} ${baseline}Z`;
  const bar = `M${left} ${top - 1}H${right}V${top + 1}H${left}Z`;
  return element('path', {
    class: 'mark',
    d: lid === 0 ? triangle : bar + triangle,
    fill: theme.hot,
  });
}
