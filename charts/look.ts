import type { Line, Size } from './chart.ts';

export const FONT_FAMILY = 'system-ui, sans-serif';
export const INK = '#1f2933';
export const QUIET = '#52606d';
export const HAIRLINE = '#e4e7eb';
export const BACKGROUND = '#ffffff';

/** Of the hot line alone: no other line has it unless its own colour is told. */
export const HOT_COLOUR = '#d1495b';
/** Each reads on white (contrast 3 or more); neighbours differ for most kinds of colour vision. */
const COLOURS = [
  '#00798c',
  '#c77700',
  '#4d8b57',
  '#7b5ea7',
  '#6b7680',
  '#3b6fb6',
  '#8c564b',
  '#b0478c',
  '#7a7d12',
  '#2f4858',
];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'roundRect'];

export interface Look {
  readonly color: string;
  readonly symbol: string;
}

/** Colour and shape of each line; both differ from line to line as long as there are enough. */
export function looksOf(lines: readonly Line[]): Look[] {
  let next = 0;
  return lines.map(({ color, hot }) => {
    const at = hot ? 0 : next;
    if (!hot) next += 1;
    return {
      color: color ?? (hot ? HOT_COLOUR : pick(COLOURS, at)),
      symbol: hot ? 'pin' : pick(SYMBOLS, at),
    };
  });
}

function pick(from: readonly string[], at: number): string {
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
