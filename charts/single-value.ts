import type { EChartsOption, GraphicComponentOption } from 'echarts';
import type { Chart, Size } from './chart.ts';
import { frameOf } from './frame.ts';
import { FONT_FAMILY } from './look.ts';
import { newest } from './newest.ts';
import { fullNumber, shortNumber } from './numbers.ts';
import { sparkline } from './sparkline.ts';
import { shorten, textWidth } from './text.ts';
import type { Theme } from './theme.ts';
import { type Tile, tiles } from './tiles.ts';

const LARGEST_FONT = 64;
/** The part of a tile's height that a sparkline takes. */
const SPARKLINE_PART = 0.35;

/** The newest value of each line as a number, with its label and its sparkline under it. */
export function singleValueOption(chart: Chart, size: Size, theme: Theme): EChartsOption {
  const { option, names, looks, fonts, plot } = frameOf(chart, size, theme, { withLegend: false });
  const area = {
    x: plot.left,
    y: plot.top,
    width: size.width - plot.left - plot.right,
    height: size.height - plot.top - plot.bottom,
  };
  const written = chart.fullPrecision ? fullNumber : shortNumber;
  const shown = chart.lines.flatMap((line, index) => {
    const value = newest(line);
    const color = looks[index]?.color ?? theme.quiet;
    if (value === undefined) return [];
    return [{ line, text: written(value), label: names[index] ?? '', color }];
  });
  const whole = tiles(area, shown.length);
  const numberPart = chart.sparkline ? 1 - SPARKLINE_PART : 1;
  const places = whole.map((tile) => ({ ...tile, height: tile.height * numberPart }));
  // One size for all, so that the numbers compare.
  const fontSize = Math.min(...shown.map(({ text }) => largestFont(text, places[0])), LARGEST_FONT);
  if (shown.length === 0) return option;
  return {
    ...option,
    graphic: shown.flatMap(({ line, text, label, color }, index) => {
      const tile = places[index];
      if (tile === undefined) return [];
      const middle = tile.y + tile.height / 2;
      const short = shorten(label, tile.width - 28, fonts.text);
      const swatch = tile.x + (tile.width - textWidth(short, fonts.text)) / 2 - 12;
      return [
        textAt(
          text,
          tile,
          middle - fonts.text * 0.7,
          `bold ${fontSize}px ${FONT_FAMILY}`,
          theme.ink,
        ),
        textAt(
          short,
          tile,
          middle + fontSize / 2 + 4,
          `${fonts.text}px ${FONT_FAMILY}`,
          theme.quiet,
        ),
        {
          type: 'circle',
          shape: { cx: swatch, cy: middle + fontSize / 2 + 4, r: 4 },
          style: { fill: color },
        },
        ...(chart.sparkline ? sparkline(line, chart.range, below(tile), color) : []),
      ];
    }),
  };
}

/** Where the sparkline of a number lies. */
function below({ x, y, width, height }: Tile): Tile {
  const part = (height / (1 - SPARKLINE_PART)) * SPARKLINE_PART;
  return { x: x + width * 0.1, y: y + height, width: width * 0.8, height: part * 0.8 };
}

function largestFont(text: string, tile: Tile | undefined): number {
  if (tile === undefined) return LARGEST_FONT;
  return Math.max(10, Math.min(tile.height * 0.45, (tile.width - 16) / textWidth(text, 1)));
}

function textAt(
  text: string,
  tile: Tile,
  y: number,
  font: string,
  fill: string,
): GraphicComponentOption {
  return {
    type: 'text',
    x: tile.x + tile.width / 2,
    y,
    style: { text, font, fill, align: 'center', verticalAlign: 'middle' },
  };
}
