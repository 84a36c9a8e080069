import type { ClassStanding } from '../../contract.ts';
import { escapeCell, tableRow } from '../markdown.ts';
import { type Summary, summaryLine } from '../tally.ts';
import { SIGN } from '../text.ts';
import { sumSentences } from './class-text.ts';
import { byNeed } from './need.ts';
import { verdictAt } from './standing.ts';
import { stuckText, stuckWords } from './stuck-words.ts';

/** The class as a table for a chat or a wiki, those who need help first, and its sums above. */
export function classMarkdown(
  standing: ClassStanding,
  summary: Summary,
  stuckAfterSeconds: number,
): string {
  const { steps, members } = standing;
  const rows = byNeed(members, stuckAfterSeconds).map((member) => {
    const marks = steps.map(({ stem }) => {
      const verdict = verdictAt(member, stem);
      return verdict === undefined ? '' : `${SIGN[verdict]} ${verdict}`;
    });
    const stuck = stuckText(stuckWords(member, steps, stuckAfterSeconds));
    return tableRow([escapeCell(member.participant), ...marks, escapeCell(stuck)]);
  });
  return [
    '# Kinesis hot shard workshop: the class',
    '',
    ...sumSentences(standing, stuckAfterSeconds).map((sentence) => `- ${escapeCell(sentence)}`),
    '',
    tableRow(['participant', ...steps.map(({ number }) => `step ${number}`), 'at']),
    tableRow(['', ...steps, ''].map(() => '---')),
    ...rows,
    '',
    summaryLine(summary),
    '',
  ].join('\n');
}
