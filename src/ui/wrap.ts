import { stripVTControlCharacters } from 'node:util';
import textWidth from 'string-width';
import { shellWords } from './shell-words.ts';

/**
 * The lines of a text as its author means them: paragraphs are separated by empty lines, the line
 * breaks within them are spaces. A line that begins with a hyphen or a space stays a line.
 */
export function paragraphs(text: string): string[] {
  return text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((paragraph, index) => [
      ...(index === 0 ? [] : ['']),
      ...paragraph.split(/\n(?=[-\s])/).map((line) => line.replace(/\n/g, ' ')),
    ]);
}

/**
 * Breaks a line that may hold colours at its spaces, but not before a percent sign. What follows stands under the text: behind the
 * line's indent, and behind its sign, or its first words where wide spaces set them off.
 * A word that is longer than the line is left to the terminal.
 */
export function wrapLine(text: string, columns: number): string[] {
  if (textWidth(text) <= columns) return [text];
  const hanging =
    /^ *(?:(?:\S+ ){0,2}\S+ {2,}|(?:-|…|\.{3}) )?/.exec(stripVTControlCharacters(text))?.[0] ?? '';
  const deepest = Math.min(hanging.length, Math.floor(columns / 2));
  const lines: string[] = [];
  let line = '';
  let width = -1;
  let hasWord = false;
  for (const word of text.split(/ (?!%)/)) {
    const wordWidth = textWidth(word);
    if (hasWord && wordWidth > 0 && width + 1 + wordWidth > columns) {
      lines.push(line.trimEnd());
      const indent = Math.max(0, Math.min(deepest, columns - wordWidth));
      line = ' '.repeat(indent) + word;
      width = indent + wordWidth;
    } else {
      line = width === -1 ? word : `${line} ${word}`;
      width += 1 + wordWidth;
    }
    hasWord ||= wordWidth > 0;
  }
  return [...lines, line];
}

/** Breaks a shell command where a backslash joins it again, so that it can be pasted as it is. */
export function wrapCommand(command: string, columns: number): string[] {
  // a check's command stands behind its label
  const label = /^ *(?:see {2,})?/.exec(command)?.[0] ?? '';
  const indent = `${/^ */.exec(command)?.[0] ?? ''}  `;
  // the last two columns are the backslash's
  const room = columns - 2;
  const lines: string[] = [];
  let line = label;
  for (const part of optionsWithValues(
    shellWords(command.slice(label.length)),
    room - indent.length,
  )) {
    const isFirst = line === label;
    if (!isFirst && textWidth(line) + 1 + textWidth(part) > room) {
      lines.push(`${line} \\`);
      line = indent + part;
    } else {
      line += isFirst ? part : ` ${part}`;
    }
  }
  return [...lines, line];
}

/** `--region us-east-1` is read as one, and stays together where there is room for it. */
function optionsWithValues(words: readonly string[], room: number): string[] {
  const parts: string[] = [];
  for (const word of words) {
    const last = parts.at(-1) ?? '';
    const both = `${last} ${word}`;
    const isValue = /^--\S+$/.test(last) && !/^[-|&]/.test(word);
    if (isValue && textWidth(both) <= room) parts[parts.length - 1] = both;
    else parts.push(word);
  }
  return parts;
}
