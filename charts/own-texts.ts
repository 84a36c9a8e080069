import type { Axis, Chart } from './chart.ts';

/** A word joiner, which takes no room and is not seen. */
const UNSEEN = '\u2060';
const INHERITED = new RegExp(
  `(?<!\\w)(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})(?!\\w)`,
  'g',
);

/** Of a text that is longer, no picture has room for more than these characters of each end. */
const LONGEST_END = 250;

/**
 * The chart without texts that are longer than any picture, and without words that every object
 * has, such as `__proto__`: ECharts makes texts the keys of objects, and would change what all
 * objects of the process share. Where a text has such a word, something unseen stands in it.
 */
export function withOwnTexts(chart: Chart): Chart {
  const labelled = <T extends { readonly label: string }>(one: T): T => ({
    ...one,
    label: own(one.label),
  });
  const axis = ({ label, ...rest }: Axis): Axis => ({ ...rest, label: label && own(label) });
  return {
    ...chart,
    title: own(chart.title),
    lines: chart.lines.map(labelled),
    levels: chart.levels.map(labelled),
    moments: chart.moments.map(labelled),
    axes: { left: axis(chart.axes.left), right: axis(chart.axes.right) },
  };
}

function own(text: string): string {
  const shown =
    text.length > 2 * LONGEST_END
      ? `${text.slice(0, LONGEST_END)}…${text.slice(-LONGEST_END)}`
      : text;
  return shown.replace(INHERITED, (word) => `${word[0]}${UNSEEN}${word.slice(1)}`);
}
