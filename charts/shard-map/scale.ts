import { element } from '../markup.ts';
import { type Part, type Sheet, textAt, xOf } from './sheet.ts';

const ENDS_AND_QUARTERS = [
  { at: 0, text: '0', anchor: 'start' },
  { at: 0.25, text: '¼', anchor: 'middle' },
  { at: 0.5, text: '½', anchor: 'middle' },
  { at: 0.75, text: '¾', anchor: 'middle' },
  { at: 1, text: '2¹²⁸', anchor: 'end' },
];

/** The hash space in numbers, from end to end. */
export function drawScale(sheet: Sheet, top: number): Part {
  const { theme, fontSize } = sheet;
  const line = { stroke: theme.quiet, 'stroke-width': 1 };
  const end = { x1: xOf(sheet, 0), x2: xOf(sheet, 1), y1: top + 0.5, y2: top + 0.5 };
  const ticks = ENDS_AND_QUARTERS.map(({ at, text, anchor }) => {
    const x = xOf(sheet, at);
    return [
      element('line', { x1: x, x2: x, y1: top, y2: top + 5, ...line }),
      textAt(text, x, top + 6 + fontSize, {
        'text-anchor': anchor,
        'font-size': fontSize,
        fill: theme.quiet,
      }),
    ].join('');
  });
  return {
    height: fontSize + 12,
    svg: element(
      'g',
      { class: 'scale' },
      [element('line', { ...end, ...line }), ...ticks].join(''),
    ),
  };
}
