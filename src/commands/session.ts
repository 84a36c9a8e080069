import { loadCatalogue } from '../catalog.ts';
import { type OpenWorkshop, openWorkshop, type StartLocalAws } from '../cli/open-workshop.ts';
import { type Options, usage } from '../cli/options.ts';
import { configFile, ROOT } from '../cli/root.ts';
import { isInteractive, type Terminal } from '../cli/terminal.ts';
import { loadConfig } from '../config/config.ts';
import type { CatalogueEntry, Config, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { type ExitStatus, exitStatusOfOutcomes, verdictOfError } from '../exit-status.ts';
import type { Seen } from '../picture/seen.ts';
import type { Recorder } from '../recording/recorder.ts';
import { openReporter, type Reporter } from '../report/open-reporter.ts';
import { summarise } from '../report/tally.ts';
import type { Asker } from '../runner/asker.ts';
import { brokenOff } from './broken-off.ts';

/** What a script hands to a command. */
export interface CommandContext {
  readonly signal: AbortSignal;
  readonly stems: readonly string[];
  readonly terminal: Terminal;
  readonly startLocalAws: StartLocalAws;
}

export interface SessionSettings {
  /** Changes AWS: refused on an AWS that is not local where nobody can be asked, without `--yes`. */
  readonly changesAws: boolean;
  /** False: a local AWS of the command's own, even where one runs for this folder. */
  readonly attach?: boolean;
  /** What the command line changes in the configuration, beyond names and region. */
  readonly configure?: (config: Config) => Config;
}

/** A command while it runs: the AWS it talks to, and whom it tells. */
export interface Session {
  readonly options: Options;
  readonly terminal: Terminal;
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  readonly opened: OpenWorkshop;
  readonly reporter: Reporter;
  /** Undefined where nobody is asked. */
  readonly asker: Asker | undefined;
}

export interface Ending {
  /** After the summary: what to do next. */
  readonly next?: () => Promise<void> | void;
  /** In place of what the outcomes say. */
  readonly exitStatus?: ExitStatus;
}

/**
 * Opens what a command needs, tells which AWS it is, runs it, sums its checks up, and closes
 * everything again, however it ends.
 *
 * @throws {WorkshopError} `usage` or `configuration` before anything is touched
 */
export async function withSession(
  options: Options,
  { signal, stems, terminal, startLocalAws }: CommandContext,
  { changesAws, attach = true, configure = (config) => config }: SessionSettings,
  use: (session: Session) => Promise<Ending | undefined>,
): Promise<ExitStatus> {
  refuseRedirected(options, terminal);
  const config = configure(await loadConfig(configFile(), options));
  const interactive = changesAws && isInteractive(terminal, options);
  if (changesAws && !interactive) refuseUnattended(options);
  const streams = { ...terminal, stdout: process.stdout, stderr: process.stderr };
  let opened: OpenWorkshop | undefined;
  let recorder: Recorder | undefined;
  const see = async (): Promise<Seen> =>
    opened === undefined
      ? { problem: 'No AWS was reached.' }
      : (await import('../picture/see-stream.ts')).seeStream(opened.workshop);
  const reporter = await openReporter(options, streams, see);
  const startedMs = performance.now();
  try {
    let ending: Ending | undefined;
    let cloudStartedMs = 0;
    try {
      recorder = await openRecorder(options, config);
      const catalogue = await loadCatalogue(ROOT, stems);
      const entries = recorder === undefined ? catalogue : catalogue.map(recorder.recorded);
      const reaching = { signal, startLocalAws, attach, via: recorder?.via };
      opened = await openWorkshop(options, { config, ...reaching });
      const { workshop } = opened;
      cloudStartedMs = workshop.cloud.now();
      const asker = interactive ? await loadAsker(options, terminal, signal) : undefined;
      reporter.report(opened.target);
      ending = await use({ options, terminal, workshop, entries, opened, reporter, asker });
    } catch (error) {
      const verdict = verdictOfError(error);
      // what breaks off because of a Ctrl-C says nothing of its own
      const isTelling = !signal.aborted || error instanceof WorkshopError;
      // A pipeline reads the report: one that broke off must not look like one without a fault.
      if (verdict !== undefined && isTelling) reporter.record(brokenOff(error, verdict));
      throw error;
    } finally {
      await reporter.look();
      const cloudNowMs = opened?.workshop.cloud.now() ?? 0;
      const outcomes = reporter.outcomes();
      if (outcomes.length > 0 || options.format !== 'text') {
        const seconds = (performance.now() - startedMs) / 1000;
        reporter.report(summarise(outcomes, seconds, (cloudNowMs - cloudStartedMs) / 1000));
      }
    }
    await ending?.next?.();
    return ending?.exitStatus ?? exitStatusOfOutcomes(reporter.outcomes());
  } finally {
    await opened?.close();
    recorder?.close();
    await reporter.close();
  }
}

async function openRecorder(
  { record, target }: Pick<Options, 'record' | 'target'>,
  config: Config,
): Promise<Recorder | undefined> {
  if (record === undefined) return undefined;
  const { Recorder } = await import('../recording/recorder.ts');
  return new Recorder(record, config, target.kind);
}

/** @throws {WorkshopError} `usage` where real AWS is asked for and something else would answer */
export function refuseRedirected(
  { target }: Pick<Options, 'target'>,
  { redirected }: Terminal,
): void {
  if (target.kind !== 'aws' || redirected === undefined) return;
  throw usage(
    `--target aws would reach ${redirected.url}, as ${redirected.variable} is set; unset it, or give that URL as the target`,
  );
}

function refuseUnattended({ target, yes }: Options): void {
  if (yes || target.kind === 'local') return;
  const typed = target.kind === 'aws' ? 'aws' : target.url;
  throw usage(
    `There is no terminal to ask at, and --target ${typed} would be changed: add --yes to go on without asking`,
  );
}

async function loadAsker(
  options: Options,
  { isDumb, unicode }: Terminal,
  signal: AbortSignal,
): Promise<Asker> {
  // enquirer draws with signs
  if (options.plain || isDumb || !unicode)
    return (await import('../ui/plain-asker.ts')).plainAsker(signal);
  return (await import('../ui/prompt-asker.ts')).promptAsker(signal);
}
