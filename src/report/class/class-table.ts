import textWidth from 'string-width';
import type { ClassStanding, MemberStanding, Verdict } from '../../contract.ts';
import { inAscii } from '../../ui/ascii.ts';
import { fit } from '../../ui/fit.ts';
import type { Style } from '../../ui/style.ts';
import { clean, inColour, SIGN } from '../text.ts';
import { verdictAt } from './standing.ts';
import { stuckWords } from './stuck-words.ts';

/** A terminal, as far as a table is made for it. */
export interface TableLook {
  readonly columns: number;
  readonly style: Style;
  /** False: it is all ASCII, and a letter stands for each verdict. */
  readonly unicode: boolean;
  readonly stuckAfterSeconds: number;
}

const LETTER: Readonly<Record<Verdict, string>> = {
  PASS: 'P',
  FAIL: 'F',
  'NOT YET': 'N',
  'CANNOT TELL': 'C',
};
const VERDICTS = ['PASS', 'FAIL', 'NOT YET', 'CANNOT TELL'] as const;

/** of one step: its sign behind a gap */
const STEP_COLUMNS = 3;
const NARROW_STEP_COLUMNS = 2;
const NARROW = 60;
const GAP = '  ';

/** What the signs of the table mean: `✔ PASS  ✘ FAIL  … NOT YET  ? CANNOT TELL` */
export function legendLine(look: TableLook): string {
  return VERDICTS.map((verdict) =>
    inColour(verdict, look.style)(`${mark(verdict, look)} ${verdict}`),
  ).join(GAP);
}

/** The numbers of the steps, above their columns. */
export function headLine(standing: ClassStanding, look: TableLook): string {
  const { nameColumns, stepColumns } = layoutOf(standing, look);
  const numbers = standing.steps.map(({ number }) => String(number).padStart(stepColumns));
  return look.style.faint(`${'step'.padEnd(nameColumns)}${numbers.join('')}`);
}

/** A member's row is a line; two where the name leaves no room. None is wider than the columns. */
export function memberRows(
  members: readonly MemberStanding[],
  standing: ClassStanding,
  look: TableLook,
): string[][] {
  const { steps } = standing;
  const { nameColumns, stepColumns } = layoutOf(standing, look);
  const room = look.columns - nameColumns - steps.length * stepColumns - GAP.length;
  return members.map((member) => {
    const marks = steps.map(({ stem }) => {
      const verdict = verdictAt(member, stem);
      const sign = verdict === undefined ? ' ' : inColour(verdict, look.style)(mark(verdict, look));
      return ' '.repeat(stepColumns - 1) + sign;
    });
    const stuck = stuckIn(room, member, steps, look);
    const row = (name: string) =>
      `${name}${' '.repeat(nameColumns - textWidth(name))}${marks.join('')}${GAP}${stuck}`;
    const name = inLine(member.participant, look);
    return textWidth(name) <= nameColumns
      ? [row(name).trimEnd()]
      : [cut(name, look.columns, look), row('').trimEnd()];
  });
}

/** What a member is at, the time whole; nothing where there is not even room for that. */
function stuckIn(
  room: number,
  member: MemberStanding,
  steps: ClassStanding['steps'],
  look: TableLook,
): string {
  const { at, since } = stuckWords(member, steps, look.stuckAfterSeconds);
  const end = since === '' ? '' : `, ${since}`;
  const left = room - textWidth(end);
  return left < SHORTEST_STUCK ? fitting(since, room) : cut(inLine(at, look), left, look) + end;
}

/** `step 3: T…` still says which step. */
const SHORTEST_STUCK = 8;

function fitting(text: string, room: number): string {
  return textWidth(text) <= room ? text : '';
}

function mark(verdict: Verdict, { unicode }: Pick<TableLook, 'unicode'>): string {
  return unicode ? SIGN[verdict] : LETTER[verdict];
}

/** A row is one line, whatever its texts hold. */
function inLine(text: string, { unicode }: Pick<TableLook, 'unicode'>): string {
  const line = clean(text).replace(/\s+/g, ' ');
  return unicode ? line : inAscii(line);
}

function cut(text: string, columns: number, { unicode }: Pick<TableLook, 'unicode'>): string {
  return fit(text, columns, unicode ? '…' : '...');
}

interface Layout {
  readonly nameColumns: number;
  readonly stepColumns: number;
}

function layoutOf({ members }: ClassStanding, look: TableLook): Layout {
  const { columns } = look;
  const names = members.map(({ participant }) => textWidth(inLine(participant, look)));
  return {
    nameColumns: Math.max('step'.length, Math.min(Math.max(...names, 0), Math.floor(columns / 3))),
    stepColumns: columns < NARROW ? NARROW_STEP_COLUMNS : STEP_COLUMNS,
  };
}
