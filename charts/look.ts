import type { Line, Size } from './chart.ts';
import type { Theme } from './theme.ts';

export const FONT_FAMILY = 'system-ui, sans-serif';
/** Of what is hot alone, like the colour. */
export const HOT_SYMBOL = 'triangle';
const SYMBOLS = ['circle', 'rect', 'diamond', 'roundRect'];

export interface Look {
  readonly color: string;
  readonly symbol: string;
}

/**
 * Colour and shape of each line; both differ from line to line as long as there are enough. A line
 * that is named after a shard has those of the shard's number, the same in every chart.
 */
export function looksOf(lines: readonly Line[], theme: Theme): Look[] {
  const places = placesOf(lines);
  return lines.map(({ color, hot }, index) => ({
    color: color ?? (hot ? theme.hot : pick(theme.lines, places[index])),
    symbol: hot ? HOT_SYMBOL : pick(SYMBOLS, places[index]),
  }));
}

/** `2` in `shardId-000000000002` and in `shard 2` */
const SHARD_NUMBER = /\bshard(?:Id-| )(\d{1,12})(?!\d)/i;

/** In the palette. The first line of a shard has its number, other lines what is left in turn. */
function placesOf(lines: readonly Line[]): number[] {
  const numbers = lines.map(({ label }) => SHARD_NUMBER.exec(label)?.[1]).map(Number);
  const isOwn = (number: number, index: number) => numbers.indexOf(number) === index;
  const taken = new Set(numbers);
  let next = 0;
  return numbers.map((number, index) => {
    if (isOwn(number, index)) return number;
    if (lines[index]?.hot) return 0;
    while (taken.has(next)) next += 1;
    next += 1;
    return next - 1;
  });
}

function pick(from: readonly string[], at = 0): string {
  return from[at % from.length] ?? '';
}

export interface Fonts {
  readonly title: number;
  readonly text: number;
}

/** Font sizes in pixels: small pictures stay legible, large ones do not look empty. */
export function fontsFor({ width, height }: Size): Fonts {
  if (width < 400 || height < 250) return { title: 13, text: 11 };
  if (width >= 1000 && height >= 600) return { title: 18, text: 14 };
  return { title: 15, text: 12 };
}
