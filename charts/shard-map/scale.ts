import { element } from '../markup.ts';
import { textWidth } from '../text.ts';
import { Lane, type Part, type Sheet, textAt, xOf } from './sheet.ts';

/** `before` is the part of the text that lies before its tick. Those that matter most come first: where there is no room for all, the last give way. */
const NAMED = [
  { at: 0, text: '0', anchor: 'start', before: 0 },
  { at: 1, text: '2¹²⁸', anchor: 'end', before: 1 },
  { at: 0.5, text: '½', anchor: 'middle', before: 0.5 },
  { at: 0.25, text: '¼', anchor: 'middle', before: 0.5 },
  { at: 0.75, text: '¾', anchor: 'middle', before: 0.5 },
];

/** The hash space in numbers, from end to end. */
export function drawScale(sheet: Sheet, top: number): Part {
  const { theme, fontSize } = sheet;
  const lane = new Lane();
  const line = { stroke: theme.quiet, 'stroke-width': 1 };
  const [left, right] = [xOf(sheet, 0), xOf(sheet, 1)];
  const named = NAMED.map(({ at, text, anchor, before }) => {
    const x = xOf(sheet, at);
    const width = textWidth(text, fontSize);
    if (!lane.take(x - before * width, x + (1 - before) * width)) return '';
    const style = { fill: theme.quiet, 'font-size': fontSize, 'text-anchor': anchor };
    return (
      element('line', { x1: x, x2: x, y1: top, y2: top + 5, ...line }) +
      textAt(text, x, top + 6 + fontSize, style)
    );
  });
  const axis = element('line', { x1: left, x2: right, y1: top + 0.5, y2: top + 0.5, ...line });
  return {
    height: fontSize + 12,
    svg: element('g', { class: 'scale' }, axis + named.join('')),
  };
}
