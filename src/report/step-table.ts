import textWidth from 'string-width';
import type { Outcome, WorkshopEvent } from '../contract.ts';
import { PLAIN, type Style } from '../ui/style.ts';
import { latest, together } from './tally.ts';
import { stepTitle, verdictMark } from './text.ts';

type StepEvent = Extract<WorkshopEvent, { event: 'step' }>;

/** The steps of a command with their verdicts, for its end: the first may have scrolled away. */
export class StepTable {
  readonly #rows = new Map<string, { step: StepEvent; outcomes: Outcome[] }>();
  #judged: Outcome[] = [];

  see(event: WorkshopEvent): void {
    if (event.event === 'check') this.#judged.push(event);
    if (event.event !== 'step' || event.number === 0) return;
    this.#judged = this.#rows.get(event.title)?.outcomes ?? [];
    this.#rows.set(event.title, { step: event, outcomes: this.#judged });
  }

  /** A line a step, with the gravest verdict; none where it was one step, which was just told. */
  lines(style: Style): string[] {
    if (this.#rows.size < 2) return [];
    const rows = [...this.#rows.values()].map(({ step, outcomes }) => {
      const verdict = together(latest(outcomes));
      const mark = verdict === undefined ? 'not judged' : verdictMark(verdict, style);
      return { mark, title: `${step.number}${style === PLAIN ? ' ' : ' · '}${stepTitle(step)}` };
    });
    const width = Math.max(...rows.map(({ mark }) => textWidth(mark)));
    return [
      '',
      ...rows.map(({ mark, title }) => `  ${mark}${' '.repeat(width - textWidth(mark))}  ${title}`),
    ];
  }
}
