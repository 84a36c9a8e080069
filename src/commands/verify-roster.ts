import { typed } from '../again.ts';
import type { Options } from '../cli/options.ts';
import { duration } from '../duration.ts';
import { type ExitStatus, exitStatusOfOutcomes } from '../exit-status.ts';
import { grouped } from '../grouped.ts';
import type { ClassPage } from '../live/class-page.ts';
import { type ClassReporter, openClassReporter } from '../report/class/class-reporter.ts';
import { ClassLooks } from '../roster/class-looks.ts';
import { sayRoom } from '../roster/say-room.ts';
import { watchKey } from '../ui/key-watch.ts';
import { type RosterSession, withRoster } from './roster-session.ts';
import type { CommandContext } from './session.ts';

/** Beside `--roster`. */
export interface ClassOptions {
  /** Look again and again, until somebody ends it, and serve the live page meanwhile. */
  readonly watch: boolean;
  /** Open that page in a browser. */
  readonly dashboard: boolean;
}

/**
 * Checks everybody of a roster: `npm run verify -- --roster class.csv`. Reads AWS and changes
 * nothing.
 *
 * @throws {WorkshopError} `usage` or `configuration` before the first call to AWS
 */
export function runVerifyRoster(
  options: Options,
  roster: string,
  { watch, dashboard }: ClassOptions,
  context: CommandContext,
): Promise<ExitStatus> {
  return withRoster(options, roster, context, async (session) => {
    const { config, members, walk, entries, common, streams, startedLocalAws } = session;
    const reporter = await openClassReporter(options, streams, {
      steps: entries.map(({ stem, number, step }) => ({ stem, number, title: step.title })),
      participants: members.map(({ participant }) => participant),
      stuckAfterSeconds: config.class.stuckAfterSeconds,
      watch,
    });
    const page = watch ? await openPage(session, options, reporter) : undefined;
    if (page !== undefined && dashboard) {
      const { openBrowser } = await import('../live/open-browser.ts');
      await openBrowser(page.url, context.terminal);
    }
    const startedMs = performance.now();
    const looks = new ClassLooks({
      members,
      entries,
      common,
      debug: options.debug,
      looked: (_, { standing }) => {
        reporter.report(standing);
        page?.show(reporter.standing());
      },
    });
    if (startedLocalAws) {
      reporter.say(
        `This local AWS was started for this command and is empty. To keep one for all commands: ${typed('local-aws')}`,
      );
    }
    try {
      await sayRoom(members, common, { walk, config, say: reporter.say });
      await looks.look();
      await looks.settle(options.waitSeconds ?? 0);
      if (watch) await watchOn(looks, reporter, session);
    } finally {
      await page?.close();
      const seconds = (performance.now() - startedMs) / 1000;
      await reporter.close(seconds, Math.max(seconds, looks.cloudSeconds));
    }
    return exitStatusOfOutcomes(reporter.standing().members.flatMap(({ outcomes }) => outcomes));
  });
}

/** Until Ctrl-C, or q where one screen is painted over. */
async function watchOn(
  looks: ClassLooks,
  reporter: ClassReporter,
  { members }: RosterSession,
): Promise<void> {
  const each = Math.ceil(looks.questions / members.length);
  const [least, most] = looks.pacesMs.map((ms) => duration(ms / 1000));
  const next = least === most ? least : `${least} to ${most}, as each one's AWS allows`;
  reporter.say(
    `One look asked AWS ${grouped(looks.questions)} questions, some ${each} for each participant. The next begins in ${next}; who passes everything is looked at every fifth time.`,
  );
  const ended = new AbortController();
  const key = reporter.repaints && process.stdin.isTTY ? watchKey('q') : undefined;
  void key?.pressed.then(() => ended.abort());
  try {
    await looks.watch(ended.signal);
  } finally {
    key?.stop();
  }
}

async function openPage(
  { config, common }: RosterSession,
  { debug }: Options,
  reporter: ClassReporter,
): Promise<ClassPage> {
  const { openClassPage } = await import('../live/class-page.ts');
  const { target, endpoint = '' } = common;
  const page = await openClassPage(
    {
      cloud: { target, endpoint, region: config.region },
      stuckAfterSeconds: config.class.stuckAfterSeconds,
      debug,
    },
    reporter.standing(),
  );
  reporter.say(`Live page at ${page.url}`);
  return page;
}
