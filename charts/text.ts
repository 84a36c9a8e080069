const NARROW = /[ijltfrI.,:;|!'()[\]{} /\\-]/;
const WIDE = /[mwMW@%]/;
const CAPITAL = /[A-Z&]/;
/** A character beyond Latin, Greek and Cyrillic takes a square. */
const FULL = /[\u2e80-\uffff]/;

const NOT_SEEN = /[\p{Cc}\p{Bidi_Control}]/gu;

/** A text of a stranger: what is not seen, or turns a text around, is told by a mark. */
export function legible(text: string): string {
  return text.replace(NOT_SEEN, '\ufffd');
}

/** Bold text is so much wider. */
export const BOLD = 1.07;

/** About how wide a text is in a wide sans-serif font, such as DejaVu Sans; most are narrower. */
export function textWidth(text: string, fontSize: number): number {
  let ems = 0;
  for (const character of text) {
    if (NARROW.test(character)) ems += 0.37;
    else if (WIDE.test(character)) ems += 0.97;
    else if (CAPITAL.test(character)) ems += 0.76;
    else if (character > '\uffff' || FULL.test(character)) ems += 1;
    else ems += 0.63;
  }
  return ems * fontSize;
}

/** A text that fits a width: its middle gives way, since shard ids differ at their ends. */
export function shorten(text: string, width: number, fontSize: number): string {
  return fit(text, width, fontSize, (characters, kept) => {
    const head = Math.floor(kept / 2);
    return [...characters.slice(0, head), '…', ...characters.slice(-(kept - head))];
  });
}

/** A text that fits a width: its end gives way. */
export function cut(text: string, width: number, fontSize: number): string {
  return fit(text, width, fontSize, (characters, kept) => [...characters.slice(0, kept), '…']);
}

function fit(
  text: string,
  width: number,
  fontSize: number,
  without: (characters: readonly string[], kept: number) => string[],
): string {
  if (textWidth(text, fontSize) <= width) return text;
  const characters = [...text];
  const shorter = (kept: number) => without(characters, kept).join('');
  // The most that fits lies between the two.
  let fits = 1;
  let tooMany = characters.length;
  while (tooMany - fits > 1) {
    const tried = Math.floor((fits + tooMany) / 2);
    if (textWidth(shorter(tried), fontSize) <= width) fits = tried;
    else tooMany = tried;
  }
  return fits === 1 ? '…' : shorter(fits);
}
