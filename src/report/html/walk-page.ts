import type { Outcome, TargetEvent, Verdict, WorkshopEvent } from '../../contract.ts';
import { duration } from '../../duration.ts';
import { minuteText } from '../../minutes.ts';
import type { Seen } from '../../picture/seen.ts';
import { judgedSteps } from '../judged-steps.ts';
import type { Summary } from '../tally.ts';
import { element, heading, type Markup, paragraph } from './markup.ts';
import { page } from './page.ts';
import { sightSection } from './sight-section.ts';
import { stepSection, verdictMark } from './step-section.ts';

const TITLE = 'Kinesis hot shard workshop';
const VERDICTS: readonly Verdict[] = ['PASS', 'FAIL', 'NOT YET', 'CANNOT TELL'];

/**
 * A walk or a verification as one self-contained file, to be passed on.
 *
 * @param seen undefined where the command ended before it could look
 * @param writtenAtMs in milliseconds since the epoch, of the machine's own clock
 */
export function walkPage(
  events: readonly WorkshopEvent[],
  seen: Seen | undefined,
  writtenAtMs: number,
): string {
  const steps = judgedSteps(events);
  const outcomes = steps.flatMap((step) => step.outcomes);
  const target = events.find((event) => event.event === 'target');
  const summary = events.find((event) => event.event === 'summary');
  const facts = [
    ...(target === undefined ? [] : [whereText(target)]),
    minuteText(writtenAtMs),
    ...(summary === undefined ? [] : [lengthText(summary)]),
  ];
  return page(TITLE, [
    paragraph(headline(outcomes), 'finding'),
    element(
      'ul',
      VERDICTS.map((verdict) => element('li', [tallied(verdict, outcomes)])),
      { class: 'tally' },
    ),
    paragraph(facts.join(' · '), 'quiet'),
    ...(seen === undefined ? [] : sightSection(seen)),
    heading('Step by step'),
    ...(steps.length === 0 ? [paragraph('The command came to no step.')] : steps.map(stepSection)),
  ]);
}

function headline(outcomes: readonly Outcome[]): string {
  const { length } = outcomes;
  const passed = outcomes.filter(({ verdict }) => verdict === 'PASS').length;
  if (length === 0) return 'Nothing was judged.';
  if (length === 1) return passed === 1 ? 'The check passes.' : 'The check does not pass.';
  if (passed === length) return `All ${length} checks pass.`;
  return `${passed} of ${length} checks pass.`;
}

function tallied(verdict: Verdict, outcomes: readonly Outcome[]): Markup {
  const count = outcomes.filter((outcome) => outcome.verdict === verdict).length;
  return verdictMark(verdict, count);
}

/** Without the address, which says nothing to whom the report is passed on. */
function whereText({ target, region }: TargetEvent): string {
  const where = { local: 'Local AWS', endpoint: 'An AWS endpoint', aws: 'Amazon Web Services' };
  return `${where[target]}, ${region}`;
}

function lengthText({ seconds, cloudSeconds }: Summary): string {
  const cloud = cloudSeconds > seconds + 1 ? ` (${duration(cloudSeconds)} of cloud time)` : '';
  return `${duration(seconds)}${cloud}`;
}
