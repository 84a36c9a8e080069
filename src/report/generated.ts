/** A part of a Markdown file that is written by `npm run docs`, between two comments. */
function fences(name: string): readonly [string, string] {
  return [`<!-- ${name}: written by npm run docs -->`, `<!-- end of ${name} -->`];
}

/** The generated part, or undefined when the file has no place for it. */
export function generated(file: string, name: string): string | undefined {
  const [start, end] = fences(name);
  const from = file.indexOf(start);
  const to = file.indexOf(end, from);
  if (from === -1 || to === -1) return undefined;
  return file.slice(from + start.length, to).trim();
}

/** The file with its generated part replaced; unchanged when it has no place for it. */
export function withGenerated(file: string, name: string, text: string): string {
  const [start, end] = fences(name);
  const from = file.indexOf(start);
  const to = file.indexOf(end, from);
  if (from === -1 || to === -1) return file;
  return `${file.slice(0, from + start.length)}\n\n${text.trim()}\n\n${file.slice(to)}`;
}
