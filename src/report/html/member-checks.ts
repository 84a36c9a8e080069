import type { ClassStanding, MemberStanding, Outcome } from '../../contract.ts';
import { minuteText } from '../../minutes.ts';
import { element, type Markup, paragraph } from './markup.ts';
import { checkDetails, verdictMark } from './step-section.ts';

/** What was seen of one member: in full the check to get past, a line each of what else does not pass. */
export function memberChecks(member: MemberStanding, steps: ClassStanding['steps']): Markup {
  const { outcomes, stuckOn, lastWorkMs } = member;
  const work =
    lastWorkMs === undefined
      ? 'AWS shows no work of theirs.'
      : `Their newest work is of ${minuteText(lastWorkMs)}.`;
  const stems = [...new Set(outcomes.map(({ step }) => step))];
  const lines = stems.flatMap((stem) => {
    const own = outcomes.filter(({ step }) => step === stem);
    const step = steps.find((one) => one.stem === stem);
    if (own.every(({ verdict }) => verdict === 'PASS')) {
      return [line(verdictMark('PASS'), `Step ${step?.number}: ${checksText(own.length)}`, '')];
    }
    return own.map((outcome, at) =>
      outcome === stuckOn
        ? element('li', [checkDetails(outcome)])
        : checkLine(outcome, own[at - 1]),
    );
  });
  return element('div', [paragraph(work, 'quiet'), element('ul', lines, { class: 'told' })]);
}

function checksText(count: number): string {
  return count === 1 ? 'its check passes' : `all ${count} checks pass`;
}

function checkLine(outcome: Outcome, before: Outcome | undefined): Markup {
  const { verdict, title, observed, reason } = outcome;
  const told = verdict === 'PASS' ? observed : reason;
  const isAsAbove = reason !== '' && before?.reason === reason;
  return line(verdictMark(verdict), title, isAsAbove ? 'as above' : told);
}

function line(mark: Markup, title: string, told: string): Markup {
  const words = told === '' ? [] : [element('div', told, { class: 'quiet' })];
  return element('li', [mark, element('div', [element('span', title), ...words])]);
}
