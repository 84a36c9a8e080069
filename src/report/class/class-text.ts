import type { ClassStanding } from '../../contract.ts';
import { headLine, legendLine, memberRows, type TableLook } from './class-table.ts';
import { memberSentence, needSentence, stepSentences, stuckSentences } from './class-words.ts';

/** The class as a table, in the roster's order. */
export function classTable(standing: ClassStanding, look: TableLook): string[] {
  if (standing.members.length === 0) return [];
  return [
    headLine(standing, look),
    ...memberRows(standing.members, standing, look).flat(),
    legendLine(look),
    '',
  ];
}

/** The sums of the class, a sentence each. */
export function sumSentences(standing: ClassStanding, stuckAfterSeconds: number): string[] {
  return [
    needSentence(standing, stuckAfterSeconds),
    ...stepSentences(standing),
    ...stuckSentences(standing),
  ];
}

/** The class in words, a line a member, and its sums. */
export function classSentences(standing: ClassStanding, stuckAfterSeconds: number): string[] {
  return [
    ...standing.members.map((member) => memberSentence(member, standing.steps, stuckAfterSeconds)),
    '',
    ...sumSentences(standing, stuckAfterSeconds),
  ];
}
