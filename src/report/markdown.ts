import type { Outcome } from '../contract.ts';
import { type Summary, summaryLine } from './tally.ts';

/** A table with a row a check, and the summary below it. */
export function markdownTable(outcomes: readonly Outcome[], summary: Summary): string {
  const rows = outcomes.map(({ step, title, verdict, observed, reason, remedy }) =>
    row([step, title, `**${verdict}**`, observed, [reason, remedy].filter(Boolean).join('\n')]),
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

function row([step = '', title = '', verdict = '', ...rest]: readonly string[]): string {
  return `| ${[escapeCell(step), escapeCell(title), verdict, ...rest.map(escapeCell)].join(' | ')} |`;
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
