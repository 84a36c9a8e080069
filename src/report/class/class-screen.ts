import type { ClassStanding } from '../../contract.ts';
import { fit } from '../../ui/fit.ts';
import { wrapLine } from '../../ui/wrap.ts';
import { headLine, legendLine, memberRows, type TableLook } from './class-table.ts';
import { needSentence, stuckSentences } from './class-words.ts';
import { byNeed } from './need.ts';

/** Rows of members below which what is around them gives way. */
const FEWEST_ROWS = 3;

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
  const { above, below } = around(standing, look, rows, last);
  const head = headLine(standing, look);
  const room = roomBetween(above, below, rows);
  const first = byNeed(members, look.stuckAfterSeconds).slice(0, room);
  const fitting = memberRows(first, standing, look).filter(
    (_, at, all) => all.slice(0, at + 1).flat().length <= room,
  );
  const others = members.length - fitting.length;
  return [
    ...above,
    head,
    ...fitting.flat(),
    ...(others === 0
      ? []
      : [look.style.faint(inRow(`and ${others} more, who need help less`, look))]),
    ...below,
  ];
}

/** What stands around the members: where they would have no room, as little as can be. */
function around(
  standing: ClassStanding,
  look: TableLook,
  rows: number,
  last: readonly string[],
): { readonly above: string[]; readonly below: string[] } {
  const { columns, style, stuckAfterSeconds } = look;
  const need = needSentence(standing, stuckAfterSeconds);
  const wrapped = (lines: readonly string[]) => lines.flatMap((line) => wrapLine(line, columns));
  const above = wrapped([style.strong(need), ...stuckSentences(standing).slice(0, 1)]);
  const below = wrapped([legendLine(look), ...last]);
  if (roomBetween(above, below, rows) >= FEWEST_ROWS) return { above, below };
  return {
    above: [style.strong(inRow(need, look))],
    below: last.slice(-1).map((line) => inRow(line, look)),
  };
}

/** Without the head's row, and the one that counts the others. */
function roomBetween(above: readonly string[], below: readonly string[], rows: number): number {
  return Math.max(0, rows - above.length - below.length - 2);
}

function inRow(text: string, { columns, unicode }: TableLook): string {
  return fit(text, columns, unicode ? '…' : '...');
}
