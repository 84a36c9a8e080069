import type { CatalogueEntry, Outcome, Report, Workshop } from '../../src/contract.ts';
import { type WalkEnd, walk } from '../../src/runner/walk.ts';
import { fakeReporter } from '../runner/fakes.ts';

export interface Walked {
  readonly ended: WalkEnd;
  /** the last one of each check */
  readonly outcomes: readonly Outcome[];
}

/** Walks as `npm run workshop -- --yes` does, telling this report of each event as well. */
export async function walkUnattended(
  workshop: Workshop,
  entries: readonly CatalogueEntry[],
  report: Report = () => undefined,
): Promise<Walked> {
  const { reporter, outcomes } = fakeReporter();
  const ended = await walk({
    workshop,
    reporter: {
      ...reporter,
      report: (event) => {
        reporter.report(event);
        report(event);
      },
    },
    asker: undefined,
    entries,
    before: [],
    again: false,
    waitSeconds: 3_600,
    debug: false,
    endpoint: '',
    openPage: async () => undefined,
    onStep: () => undefined,
  });
  return { ended, outcomes: outcomes() };
}
