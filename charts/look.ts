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

/** Colour and shape of each line; both differ from line to line as long as there are enough. */
export function looksOf(lines: readonly Line[], theme: Theme): Look[] {
  let next = 0;
  return lines.map(({ color, hot }) => {
    const at = hot ? 0 : next;
    if (!hot) next += 1;
    return {
      color: color ?? (hot ? theme.hot : pick(theme.lines, at)),
      symbol: hot ? HOT_SYMBOL : pick(SYMBOLS, at),
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
