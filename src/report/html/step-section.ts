import type { Outcome, StepEvent, Verdict } from '../../contract.ts';
import type { JudgedStep } from '../judged-steps.ts';
import { command, details, element, type Markup } from './markup.ts';

/** Signs that no mail program turns into pictures of its own. */
export const LOOK: Readonly<Record<Verdict, { readonly sign: string; readonly kind: string }>> = {
  PASS: { sign: '✓', kind: 'good' },
  FAIL: { sign: '✕', kind: 'bad' },
  'NOT YET': { sign: '…', kind: 'open' },
  'CANNOT TELL': { sign: '?', kind: 'unknown' },
};

const ACTION: Record<StepEvent['action'], string> = {
  run: '',
  'by hand': '(done by hand)',
  skip: '(skipped)',
  verify: '',
  'done before': '(done before)',
};

export function stepSection({ step, outcomes }: JudgedStep): Markup {
  const { number, title, action } = step;
  const name = `${number === 0 ? '' : `${number} · `}${title}`;
  const head = [element('span', name), element('span', ACTION[action], { class: 'none' })];
  return element('section', [element('h3', head), ...outcomes.map(checkDetails)], {
    class: 'step',
  });
}

/** `✓ PASS`, or with how many of them there are. */
export function verdictMark(verdict: Verdict, count?: number): Markup {
  const { sign, kind } = LOOK[verdict];
  const words = count === undefined ? verdict : `${count} ${verdict}`;
  return element('span', `${sign} ${words}`, { class: `verdict ${count === 0 ? 'none' : kind}` });
}

/** What does not pass is open already. */
export function checkDetails(outcome: Outcome): Markup {
  const { verdict, title, observed, reason } = outcome;
  const line = verdict === 'PASS' ? observed : reason;
  const summary = [
    verdictMark(verdict),
    element('span', [
      element('span', title, { class: 'title' }),
      ...(line === '' ? [] : [element('div', line, { class: 'quiet' })]),
    ]),
  ];
  return details(summary, [element('dl', factsOf(outcome))], {
    class: 'check',
    ...(verdict === 'PASS' ? {} : { open: true }),
  });
}

function factsOf(outcome: Outcome): Markup[] {
  const { expected, observed, remedy, waitSeconds, evidence } = outcome;
  const facts: readonly (readonly [string, string])[] = [
    ['expected', expected],
    ['observed', observed],
    ['time left', waitSeconds === undefined ? '' : `${waitSeconds} s`],
    ['next', remedy],
  ];
  const seen = Object.keys(evidence).length === 0 ? '' : JSON.stringify(evidence, undefined, 2);
  return [
    ...facts.flatMap(([name, text]) => fact(name, text, (told) => element('dd', told))),
    ...fact('evidence', seen, asCode),
    ...fact('see for yourself', outcome.command, asCode),
  ];
}

function fact(name: string, text: string, told: (text: string) => Markup): Markup[] {
  return text === '' ? [] : [element('dt', name), told(text)];
}

function asCode(text: string): Markup {
  return element('dd', [command(text)]);
}
