import type { ClassStanding, MemberStanding } from '../../contract.ts';
import { minuteText } from '../../minutes.ts';
import { passingByStep } from '../class/class-sums.ts';
import { needSentence, stuckSentences, verdictWords } from '../class/class-words.ts';
import { byNeed } from '../class/need.ts';
import { verdictAt } from '../class/standing.ts';
import { stuckText, stuckWords } from '../class/stuck-words.ts';
import { details, element, heading, list, type Markup, paragraph, table } from './markup.ts';
import { memberChecks } from './member-checks.ts';
import { page } from './page.ts';
import { LOOK } from './step-section.ts';

const TITLE = 'Kinesis hot shard workshop: the class';
const LEFT_OUT =
  'Each opens to what was seen. The check to get past has its evidence, expectation and command; of the others they are left out here, and are in the report of --format json.';

/** A class as one self-contained file, those who need help first. */
export function classPage(standing: ClassStanding, stuckAfterSeconds: number): string {
  const { members, steps } = standing;
  const looked = members.map(({ lookedAtMs }) => lookedAtMs);
  const stuck = stuckSentences(standing);
  return page(TITLE, [
    paragraph(needSentence(standing, stuckAfterSeconds), 'finding'),
    ...(looked.length === 0
      ? []
      : [paragraph(`Looked at until ${minuteText(Math.max(...looked))}.`, 'quiet')]),
    ...(stuck.length === 0 ? [] : [heading('What to explain again'), list(stuck)]),
    heading('Step by step'),
    table({
      caption: `Of ${members.length} participants`,
      head: ['step', 'pass'],
      rows: passingByStep(standing).map((passing, at) => [
        `${steps[at]?.number} · ${steps[at]?.title}`,
        String(passing),
      ]),
    }),
    heading('Participants'),
    paragraph(LEFT_OUT, 'quiet'),
    gridHead(steps),
    ...byNeed(members, stuckAfterSeconds).map((member) =>
      memberDetails(member, steps, stuckAfterSeconds),
    ),
  ]);
}

/** Above the marks; who does not see it is told the steps of each. */
function gridHead(steps: ClassStanding['steps']): Markup {
  const numbers = steps.map(({ number }) => element('b', String(number)));
  return element(
    'div',
    [element('span', 'participant'), element('span', numbers, { class: 'marks' })],
    { class: 'grid-head', 'aria-hidden': 'true' },
  );
}

function memberDetails(
  member: MemberStanding,
  steps: ClassStanding['steps'],
  stuckAfterSeconds: number,
): Markup {
  const marks = steps.map(({ stem }) => {
    const verdict = verdictAt(member, stem);
    if (verdict === undefined) return element('b', '');
    const { sign, kind } = LOOK[verdict];
    return element('b', sign, { class: kind });
  });
  const summary = [
    element('span', member.participant, { class: 'name' }),
    element('span', marks, {
      class: 'marks',
      role: 'img',
      'aria-label': verdictWords(member, steps),
    }),
    element('span', stuckText(stuckWords(member, steps, stuckAfterSeconds)), { class: 'quiet' }),
  ];
  return details(summary, [memberChecks(member)], { class: 'member' });
}
