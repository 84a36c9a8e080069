import { stripVTControlCharacters } from 'node:util';

/**
 * Sets a text anew for a width: paragraphs are separated by empty lines, the line breaks within
 * them are spaces. A line that begins with a hyphen or a space keeps its beginning.
 */
export function wrapText(text: string, columns: number): string[] {
  const paragraphs = text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.split(/\n(?=[-\s])/));
  return paragraphs.flatMap((items, index) => [
    ...(index === 0 ? [] : ['']),
    ...items.flatMap((item) => fill(item.replace(/\n/g, ' '), columns)),
  ]);
}

/** Breaks at spaces so that no line is longer than `columns`, where a word lets it. */
function fill(paragraph: string, columns: number): string[] {
  const indent = /^\s*(- )?/.exec(paragraph)?.[0] ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of paragraph.slice(indent.length).split(' ')) {
    const isFirst = line.trim() === '' || line === indent;
    if (!isFirst && line.length + 1 + word.length > columns) {
      lines.push(line);
      line = ' '.repeat(indent.length) + word;
    } else {
      line += isFirst ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}

/**
 * Breaks a line that may hold colours at its spaces. What follows stands under the text: behind the
 * line's indent, and behind its first word or two where wide spaces set them off.
 */
export function wrapLine(text: string, columns: number): string[] {
  const hanging = /^ *(?:(?:\S+ )?\S+ {2,})?/.exec(stripVTControlCharacters(text))?.[0] ?? '';
  const indent = ' '.repeat(Math.min(hanging.length, Math.floor(columns / 2)));
  const lines: string[] = [];
  let line = '';
  let length = -1;
  let hasWord = false;
  for (const word of text.split(' ')) {
    const wordLength = stripVTControlCharacters(word).length;
    if (hasWord && wordLength > 0 && length + 1 + wordLength > columns) {
      lines.push(line.trimEnd());
      line = indent + word;
      length = indent.length + wordLength;
    } else {
      line = length === -1 ? word : `${line} ${word}`;
      length += 1 + wordLength;
    }
    hasWord ||= wordLength > 0;
  }
  return [...lines, line];
}
