import { loadCatalogue } from './catalog.ts';
import { type OpenWorkshop, openWorkshop, type StartLocalAws } from './cli/open-workshop.ts';
import type { Options } from './cli/options.ts';
import { ROOT } from './cli/root.ts';
import { isInteractive, type Terminal } from './cli/terminal.ts';
import { loadConfig } from './config.ts';
import type { CatalogueEntry, Config, Outcome } from './contract.ts';
import { WorkshopError } from './errors.ts';
import { EXIT, type ExitStatus, exitStatusOfOutcomes } from './exit-status.ts';
import { openReporter, type Reporter, type ReporterStreams } from './report/open-reporter.ts';
import { latest, summarise } from './report/tally.ts';
import type { Asker } from './runner/asker.ts';
import { askConsent } from './runner/consent.ts';
import { sameTarget, standingLines } from './runner/standing.ts';
import { type WalkEnd, walk } from './runner/walk.ts';
import { select } from './selection.ts';

/** What a script hands to a command. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly stems: readonly string[];
  readonly terminal: Terminal;
  readonly startLocalAws: StartLocalAws;
}

/** The guided walk: `npm run workshop`. */
export async function runWorkshop(options: Options, context: CommandContext): Promise<ExitStatus> {
  const { signal, stems, terminal } = context;
  const selection = select(stems, options);
  const config = await loadConfig(`${ROOT}workshop.config.ts`, options);
  const interactive = isInteractive(terminal, options);
  if (!interactive) refuseUnattended(options);
  const reporter = await openReporter(options, streamsOf(terminal));
  try {
    const entries = await loadCatalogue(ROOT, stems);
    const opened = await openWorkshop(options, { config, ...context });
    try {
      const asker = interactive ? await loadAsker(options, terminal, signal) : undefined;
      return await walkAndSum(
        entries.filter(({ stem }) => selection.selected.includes(stem)),
        entries.filter(({ stem }) => selection.before.includes(stem)),
        { options, reporter, opened, asker, terminal },
      );
    } finally {
      await opened.close();
    }
  } finally {
    await reporter.close();
  }
}

/** Where a command's report goes. */
export function streamsOf({ isDumb }: Terminal): ReporterStreams {
  return { stdout: process.stdout, stderr: process.stderr, isDumb };
}

interface Walking {
  readonly options: Options;
  readonly reporter: Reporter;
  readonly opened: OpenWorkshop;
  readonly asker: Asker | undefined;
  readonly terminal: Terminal;
}

async function walkAndSum(
  entries: readonly CatalogueEntry[],
  before: readonly CatalogueEntry[],
  { options, reporter, opened, asker, terminal }: Walking,
): Promise<ExitStatus> {
  const { workshop, target, startedLocalAws } = opened;
  const { cloud, config } = workshop;
  const startedMs = performance.now();
  const cloudStartedMs = cloud.now();
  let at: CatalogueEntry | undefined;
  let ended: WalkEnd | undefined;
  const outcomes: Outcome[] = [];
  const stand = () => {
    const step = at === undefined ? undefined : { number: at.number, title: at.step.title };
    for (const line of standingLines(step, options, startedLocalAws)) reporter.say(line);
  };
  reporter.report(target);
  if (asker === undefined) reporter.say(unattendedLine(options, terminal));
  try {
    await askConsent(workshop, reporter, asker);
    ended = await walk({
      workshop,
      reporter,
      asker,
      entries,
      before,
      again: options.only !== undefined,
      waitSeconds: options.waitSeconds ?? longestWaitSeconds(config),
      debug: options.debug,
      columns: Math.min(terminal.columns, 100),
      onStep: (entry) => {
        at = entry;
      },
      onOutcomes: (judged) => outcomes.push(...judged),
    });
  } finally {
    const seconds = (performance.now() - startedMs) / 1000;
    reporter.report(summarise(latest(outcomes), seconds, (cloud.now() - cloudStartedMs) / 1000));
    if (ended !== 'done') stand();
  }
  if (ended === 'done') await partingWords({ options, reporter, opened, asker, terminal });
  const status = exitStatusOfOutcomes(latest(outcomes));
  // a walk that ended early has shown less than it was asked for
  return ended !== 'done' && status === EXIT.pass ? EXIT.notYet : status;
}

/** Cloud seconds: all windows and deadlines of the configuration, so that no wait is endless. */
export function longestWaitSeconds({ deadlines, dominance }: Config): number {
  const { stackSeconds, streamSeconds, metricsSeconds } = deadlines;
  return stackSeconds + streamSeconds + metricsSeconds + dominance.windowMinutes * 60;
}

export function refuseUnattended({ target, yes }: Options): void {
  if (yes || target.kind === 'local') return;
  const typed = target.kind === 'aws' ? 'aws' : target.url;
  throw new WorkshopError(
    'usage',
    `There is no terminal to ask at, and --target ${typed} would be changed: add --yes to go on without asking`,
    '',
  );
}

function unattendedLine({ yes }: Options, { stdinIsTty, stdoutIsTty }: Terminal): string {
  const reason = yes || (stdinIsTty && stdoutIsTty) ? '' : 'No terminal to ask at: ';
  return `${reason}${reason === '' ? 'T' : 't'}he steps run unattended.`;
}

export async function loadAsker(
  options: Options,
  { isDumb }: Terminal,
  signal: AbortSignal,
): Promise<Asker> {
  if (options.plain || isDumb) return (await import('./ui/plain-asker.ts')).plainAsker(signal);
  return (await import('./ui/prompt-asker.ts')).promptAsker(signal);
}

async function partingWords({ options, reporter, opened, asker }: Walking): Promise<void> {
  const { target, startedLocalAws, workshop } = opened;
  if (!startedLocalAws) {
    return reporter.say(`Take everything away again with: npm run clean-up${sameTarget(options)}`);
  }
  if (asker === undefined) return;
  const { exportLines } = await import('./cli/export-lines.ts');
  reporter.say('');
  reporter.say('Look around in another terminal with an AWS CLI:');
  for (const line of exportLines(target.endpoint, target.region)) reporter.say(`  ${line}`);
  reporter.say('This local AWS ends with this command. Press Enter to end it.');
  const key = asker.watchKey('enter');
  const { signal } = workshop.cloud;
  const aborted = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  try {
    await Promise.race([key.pressed, aborted]);
  } finally {
    key.stop();
  }
}
