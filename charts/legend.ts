import type { LegendComponentOption } from 'echarts';
import type { Chart, Size } from './chart.ts';
import { type Fonts, HOT_SYMBOL } from './look.ts';
import { shorten, textWidth } from './text.ts';
import type { Theme } from './theme.ts';

const ICON_WIDTH = 16;
/** between icon and text, and between entries */
const GAPS = 5 + 14;
const MARGIN = 12;
/** Labels are not shortened below this. */
const LEAST_WIDTH = 48;
/** The part of a picture's height, or width, that a legend may take. */
const LARGEST_PART = 0.3;

export interface LegendEntry {
  readonly name: string;
  readonly isHot: boolean;
}

/** A legend row by row, laid out here so that the plot knows what is left. */
export interface Legend {
  readonly options: LegendComponentOption[];
  /** pixels that it takes from the bottom */
  readonly height: number;
  /** pixels that it takes from the right */
  readonly width: number;
}

export function legendOf(
  entries: readonly LegendEntry[],
  position: Chart['legend'],
  size: Size,
  fonts: Fonts,
  theme: Theme,
): Legend {
  if (position === 'hidden' || entries.length === 0) return { options: [], height: 0, width: 0 };
  return position === 'right'
    ? beside(entries, size, fonts, theme)
    : below(entries, size, fonts, theme);
}

function below(
  entries: readonly LegendEntry[],
  { width, height }: Size,
  fonts: Fonts,
  theme: Theme,
): Legend {
  const rowHeight = fonts.text + 7;
  const room = width - 2 * MARGIN;
  const most = Math.max(1, Math.floor((height * LARGEST_PART) / rowHeight));
  const widest = Math.max(...entries.map(({ name }) => textWidth(name, fonts.text)));
  let labelWidth = Math.min(widest, room - ICON_WIDTH - GAPS);
  let rows = rowsOf(entries, labelWidth, room, fonts);
  for (let columns = 2; rows.length > most; columns += 1) {
    const narrower = room / columns - ICON_WIDTH - GAPS;
    if (narrower < LEAST_WIDTH) break;
    labelWidth = Math.min(labelWidth, narrower);
    rows = rowsOf(entries, labelWidth, room, fonts);
  }
  const shown = rows.slice(0, most);
  const left = entries.length - shown.flat().length;
  const options = shown.map((row, index) => ({
    ...entriesOf(row, labelWidth, fonts, theme, index === shown.length - 1 ? left : 0),
    left: MARGIN - 4,
    bottom: 6 + (shown.length - 1 - index) * rowHeight,
  }));
  return { options, height: shown.length * rowHeight + 8, width: 0 };
}

function beside(
  entries: readonly LegendEntry[],
  { width, height }: Size,
  fonts: Fonts,
  theme: Theme,
): Legend {
  const rowHeight = fonts.text + 7;
  const most = Math.max(1, Math.floor((height - 60) / rowHeight));
  const widest = Math.max(...entries.map(({ name }) => textWidth(name, fonts.text)));
  const labelWidth = Math.min(widest, width * LARGEST_PART - ICON_WIDTH);
  const shown = entries.slice(0, most);
  const options = shown.map((entry, index) => ({
    ...entriesOf(
      [entry],
      labelWidth,
      fonts,
      theme,
      index === shown.length - 1 ? entries.length - shown.length : 0,
    ),
    left: width - labelWidth - ICON_WIDTH - GAPS,
    top: 44 + index * rowHeight,
  }));
  return { options, height: 0, width: labelWidth + ICON_WIDTH + GAPS + 4 };
}

function rowsOf(entries: readonly LegendEntry[], labelWidth: number, room: number, fonts: Fonts) {
  const rows: LegendEntry[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const entry of entries) {
    const width = Math.min(labelWidth, textWidth(entry.name, fonts.text)) + ICON_WIDTH + GAPS;
    if (used + width > room + 14) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(entry);
    used += width;
  }
  return rows;
}

/** Where the word for what is hot has no room, its symbol tells it: what it is called is worth more. */
function fitted(name: string, width: number, { text }: Fonts): string {
  const fits = textWidth(name, text) <= width;
  return shorten(fits ? name : name.replace(/ \(hot\)$/, ''), width, text);
}

/** One row; its last entry tells how many more there are than fit. */
function entriesOf(
  row: readonly LegendEntry[],
  labelWidth: number,
  fonts: Fonts,
  theme: Theme,
  more: number,
): LegendComponentOption {
  const last = row.at(-1)?.name;
  return {
    data: row.map(({ name, isHot }) => ({ name, ...(isHot && { icon: HOT_SYMBOL }) })),
    formatter: (name) => {
      if (more === 0 || name !== last) return fitted(name, labelWidth, fonts);
      const rest = `  +${more} more`;
      const left = labelWidth - textWidth(rest, fonts.text);
      // A name of which nothing is left counts as one of them.
      return left < fonts.text * 3 ? `+${more + 1} more` : `${fitted(name, left, fonts)}${rest}`;
    },
    padding: 0,
    // never wrapped again
    width: 100_000,
    itemGap: 14,
    itemWidth: ICON_WIDTH,
    itemHeight: 10,
    textStyle: { fontSize: fonts.text, color: theme.ink },
    selectedMode: false,
  };
}
