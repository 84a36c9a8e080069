import type { MemberStanding, Outcome } from '../../contract.ts';
import { minuteText } from '../../minutes.ts';
import { stuckOn } from '../class/standing.ts';
import { element, type Markup, paragraph } from './markup.ts';
import { checkDetails, verdictMark } from './step-section.ts';

/** What was seen of one member: the check to get past in full, each other in a line. */
export function memberChecks(member: MemberStanding): Markup {
  const { outcomes, lastWorkMs } = member;
  const open = stuckOn(member);
  const work =
    lastWorkMs === undefined
      ? 'AWS shows no work of theirs.'
      : `Their newest work is of ${minuteText(lastWorkMs)}.`;
  const lines = outcomes.map((outcome, at) =>
    outcome === open
      ? element('li', [checkDetails(outcome)])
      : checkLine(outcome, outcomes[at - 1]),
  );
  return element('div', [paragraph(work, 'quiet'), element('ul', lines, { class: 'told' })]);
}

function checkLine(outcome: Outcome, before: Outcome | undefined): Markup {
  const { verdict, title, observed, reason } = outcome;
  const told = verdict === 'PASS' ? observed : reason;
  const isAsAbove = reason !== '' && before?.reason === reason;
  const words = isAsAbove ? 'as above' : told;
  return element('li', [
    verdictMark(verdict),
    element('div', [
      element('span', title),
      ...(words === '' ? [] : [element('div', words, { class: 'quiet' })]),
    ]),
  ]);
}
