import type { ClassStanding } from '../../contract.ts';
import { wrapLine } from '../../ui/wrap.ts';
import { headLine, legendLine, memberRows, type TableLook } from './class-table.ts';
import { needSentence, stuckSentences } from './class-words.ts';
import { byNeed } from './need.ts';

/**
 * A class on one screen: its sums, and as many of its members as there is room for, those who need
 * help first. The others are counted.
 */
export function classScreen(
  standing: ClassStanding,
  look: TableLook,
  rows: number,
  last: readonly string[],
): string[] {
  const { members } = standing;
  const [mostStuckOn] = stuckSentences(standing);
  const above = [
    look.style.strong(needSentence(standing, look.stuckAfterSeconds)),
    ...(mostStuckOn === undefined ? [] : [mostStuckOn]),
  ].flatMap((line) => wrapLine(line, look.columns));
  const below = [legendLine(look), ...last].flatMap((line) => wrapLine(line, look.columns));
  const head = headLine(standing, look);
  // without the head's row, and the one that counts the others
  const room = Math.max(0, rows - above.length - below.length - 2);
  const first = byNeed(members, look.stuckAfterSeconds).slice(0, room);
  const fitting = memberRows(first, standing, look).filter(
    (_, at, all) => all.slice(0, at + 1).flat().length <= room,
  );
  const others = members.length - fitting.length;
  return [
    ...above,
    head,
    ...fitting.flat(),
    ...(others === 0 ? [] : [look.style.faint(`and ${others} more, who need help less`)]),
    ...below,
  ];
}
