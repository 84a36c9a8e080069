import textWidth from 'string-width';
import type { Table } from '../contract.ts';

/** With its columns under each other. */
function tableLines({ caption, head, rows }: Table): string[] {
  const widths = head.map((title, at) =>
    Math.max(...[title, ...rows.map((row) => row[at] ?? '')].map((text) => textWidth(text))),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => {
        const blanks = ' '.repeat((widths[at] ?? 0) - textWidth(cell));
        return at === 0 ? cell + blanks : blanks + cell;
      })
      .join('  ');
  return [caption, line(head), ...rows.map(line)];
}

/** In columns where they fit, else a sentence a row: `shop-1: records 10,119, share 16.9 %` */
export function tableText(table: Table, columns: number): string[] {
  const lines = tableLines(table);
  const [, ...rows] = lines;
  if (rows.every((row) => textWidth(row) <= columns)) return lines;
  const [, ...heads] = table.head;
  return [
    table.caption,
    ...table.rows.map(([name, ...cells]) => {
      const told = cells.map((cell, at) => `${heads[at]} ${cell}`);
      return `- ${name}: ${told.join(', ')}`;
    }),
  ];
}
