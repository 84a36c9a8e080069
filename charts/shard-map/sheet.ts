import { element, escaped } from '../markup.ts';
import { textWidth } from '../text.ts';
import type { Theme } from '../theme.ts';

const MARGIN = 12;

/** What the parts of the drawing share: one width for the hash space, one size of text. */
export interface Sheet {
  readonly theme: Theme;
  /** where the hash space begins and how wide it is, in pixels */
  readonly left: number;
  readonly width: number;
  readonly fontSize: number;
}

/** A part of the drawing, as high as it needs. */
export interface Part {
  readonly height: number;
  readonly svg: string;
}

export function sheetOf(width: number, theme: Theme): Sheet {
  const fontSize = width < 480 ? 11 : width < 1400 ? 12 : 14;
  return { theme, left: MARGIN, width: Math.max(1, width - 2 * MARGIN), fontSize };
}

/** Where a part of the hash space lies, in pixels. */
export function xOf(sheet: Sheet, at: number): number {
  return sheet.left + at * sheet.width;
}

/** Of a rectangle that ends where the next begins, as wide as leaves a gap between them. */
export function tileWidth(width: number): number {
  return width < 4 ? width : width - Math.min(2, width * 0.2);
}

/** The longest of some texts that fits; they are given the longest first. */
export function fitting(
  texts: readonly string[],
  width: number,
  fontSize: number,
): string | undefined {
  return texts.find((text) => textWidth(text, fontSize) <= width);
}

export function textAt(
  text: string,
  x: number,
  baseline: number,
  attributes: { readonly fill: string; readonly 'font-size': number } & Readonly<
    Record<string, string | number | undefined>
  >,
): string {
  return element('text', { x, y: baseline, ...attributes }, escaped(text));
}

/** A row of texts, of which each keeps clear of the others. */
export class Lane {
  readonly #taken: (readonly [from: number, to: number])[] = [];

  /** Takes the room and tells true, unless some of it is taken. */
  take(from: number, to: number): boolean {
    const clear = this.#taken.every(([start, end]) => to <= start || from >= end);
    if (clear) this.#taken.push([from, to]);
    return clear;
  }
}
