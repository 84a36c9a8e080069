import textWidth from 'string-width';

/** The beginning of a line that fits, with a mark where something was cut off. Without colours. */
export function fit(text: string, columns: number, mark = '…'): string {
  if (textWidth(text) <= columns) return text;
  let kept = '';
  for (const { segment } of LETTERS.segment(text)) {
    if (textWidth(kept + segment + mark) > columns) break;
    kept += segment;
  }
  return `${kept}${mark}`;
}

/** Letters as a person counts them: an accent belongs to its letter. */
const LETTERS = new Intl.Segmenter();
