import { stripVTControlCharacters } from 'node:util';

/** Columns that a text takes on a terminal: colours and combining marks none, wide letters two. */
export function textWidth(text: string): number {
  let columns = 0;
  for (const character of stripVTControlCharacters(text)) columns += characterWidth(character);
  return columns;
}

/** The beginning of a line that fits, with "…" where something was cut off. Without colours. */
export function fit(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  let kept = '';
  let left = columns - 1;
  for (const character of text) {
    left -= characterWidth(character);
    if (left < 0) break;
    kept += character;
  }
  return `${kept}…`;
}

function characterWidth(character: string): number {
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

const NO_WIDTH = /[\p{M}\p{Cf}]/u;

/** Source: Unicode Standard Annex 11, East Asian Width, by script. */
const WIDE =
  /(?![\uff61-\uffdc])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303e\uff01-\uff60\uffe0-\uffe6]/u;
