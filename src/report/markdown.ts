import type { Outcome } from '../contract.ts';
import { type Summary, summaryLine } from './tally.ts';

/** A table with a row a check, and the summary below it. */
export function markdownTable(outcomes: readonly Outcome[], summary: Summary): string {
  const rows = outcomes.map(({ step, title, verdict, observed, reason, remedy }) =>
    tableRow([
      escapeCell(step),
      escapeCell(title),
      `**${verdict}**`,
      escapeCell(observed),
      escapeCell([reason, remedy].filter(Boolean).join('\n')),
    ]),
  );
  return [
    '# Kinesis hot shard workshop',
    '',
    '| step | check | verdict | observed | next |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
    summaryLine(summary),
    '',
  ].join('\n');
}

/** Of cells that are Markdown already. */
export function tableRow(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A cell is one line, and its text is text: no markup of AWS's or ours comes alive in it. */
export function escapeCell(text: string): string {
  return text
    .replace(/[\\`*_[\]|~]/g, (character) => `\\${character}`)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/\r?\n/g, '<br>')
    .trim();
}
