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
