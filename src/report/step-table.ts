import textWidth from 'string-width';
import type { WorkshopEvent } from '../contract.ts';
import { PLAIN, type Style } from '../ui/style.ts';
import { judgedSteps } from './judged-steps.ts';
import { together } from './tally.ts';
import { stepTitle, verdictMark } from './text.ts';

/**
 * The steps of a command with their verdicts, for its end: the first may have scrolled away. A line
 * a step, with the gravest verdict; none where it was one step, which was just told.
 */
export function stepTable(events: readonly WorkshopEvent[], style: Style): string[] {
  const steps = judgedSteps(events).filter(({ step }) => step.number !== 0);
  if (steps.length < 2) return [];
  const rows = steps.map(({ step, outcomes }) => {
    const verdict = together(outcomes);
    const mark = verdict === undefined ? 'not judged' : verdictMark(verdict, style);
    return { mark, title: `${step.number}${style === PLAIN ? ' ' : ' · '}${stepTitle(step)}` };
  });
  const width = Math.max(...rows.map(({ mark }) => textWidth(mark)));
  return [
    '',
    ...rows.map(({ mark, title }) => `  ${mark}${' '.repeat(width - textWidth(mark))}  ${title}`),
  ];
}
