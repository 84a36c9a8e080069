import { type Options, usage } from '../cli/options.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { nearest } from '../nearest.ts';
import { openReporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import { lookAtClass } from '../roster/look-at-class.ts';
import { withRoster } from './roster-session.ts';
import type { CommandContext } from './session.ts';

/**
 * Everything about one participant of a roster, check by check, as `npm run verify` tells it of one's
 * own workshop: `npm run verify -- --roster class.csv --evidence ann`.
 *
 * @throws {WorkshopError} `usage` where the roster has nobody of that name
 */
export function runVerifyEvidence(
  options: Options,
  roster: string,
  evidence: string,
  context: CommandContext,
): Promise<ExitStatus> {
  return withRoster(options, roster, context, async ({ members, entries, common, streams }) => {
    const named = members.find(
      ({ participant }) => participant.toLowerCase() === evidence.toLowerCase(),
    );
    if (named === undefined) {
      const near = nearest(
        evidence,
        members.map(({ participant }) => participant),
      );
      const hint = near === undefined ? '' : `; did you mean ${near}?`;
      throw usage(`${roster} has no participant ${evidence}${hint}`);
    }
    const reporter = await openReporter(options, streams, async () => ({
      problem: 'Only the checks of one participant are told.',
    }));
    reporter.say(`${named.participant}, line ${named.line} of ${roster}`);
    const startedMs = performance.now();
    try {
      await lookAtClass({
        members: [named],
        entries,
        common,
        debug: options.debug,
        looked: (_, { standing }) => {
          for (const { stem, number, of, step } of entries) {
            const { title } = step;
            reporter.report({ event: 'step', step: stem, number, of, title, action: 'verify' });
            for (const outcome of standing.outcomes.filter((one) => one.step === stem)) {
              reporter.report({ event: 'check', ...outcome });
            }
          }
        },
      });
      const seconds = (performance.now() - startedMs) / 1000;
      reporter.report(summarise(reporter.outcomes(), seconds, seconds));
    } finally {
      await reporter.close();
    }
    return exitStatusOfOutcomes(reporter.outcomes());
  });
}
