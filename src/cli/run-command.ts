import { WorkshopError } from '../errors.ts';
import { EXIT, type ExitStatus, exitStatusOfError } from '../exit-status.ts';
import { explain } from '../explain.ts';
import { interrupted } from '../interrupted.ts';
import { withoutIdentities } from '../report/without-identities.ts';
import { TextWriter } from '../ui/text-writer.ts';
import { readTerminal } from './terminal.ts';

/** What the process has that a command needs; its own in a test. */
export interface Surroundings {
  readonly process: Pick<NodeJS.Process, 'on' | 'off' | 'exit'> & {
    exitCode?: number | string | null | undefined;
  };
  readonly stdout: Pick<NodeJS.WriteStream, 'on'>;
  /** A line for a person; of what they have typed themselves where `isTheirs`. */
  readonly sayError: (line: string, isTheirs: boolean) => void;
  readonly debug: boolean;
  /** milliseconds, from any beginning */
  readonly now: () => number;
}

/** npm passes a Ctrl-C on to its script, which the terminal may have told already. */
const SAME_KEY_MS = 250;

/**
 * Runs a command and sets the exit status. The first Ctrl-C (or request to terminate) aborts the
 * command's signal, so that it can end in order; the second ends the process at once.
 */
export async function runCommand(
  main: (signal: AbortSignal) => Promise<ExitStatus>,
  surroundings: Surroundings = {
    process,
    stdout: process.stdout,
    sayError,
    debug: process.argv.includes('--debug'),
    now: () => performance.now(),
  },
): Promise<void> {
  const { process: own, stdout, sayError, debug, now } = surroundings;
  const controller = new AbortController();
  let first: { readonly name: NodeJS.Signals; readonly atMs: number } | undefined;
  const interrupt = (name: NodeJS.Signals) => {
    const isTheSame = first?.name === name && now() - first.atMs < SAME_KEY_MS;
    if (controller.signal.aborted && !isTheSame) own.exit(EXIT.interrupted);
    first ??= { name, atMs: now() };
    controller.abort();
  };
  // the reader of a pipe that went away (`| head`) ends the command like a Ctrl-C; this stays, as
  // the news of the last lines may come late
  let isUnwritable = false;
  const outputBroke = (error: NodeJS.ErrnoException) => {
    controller.abort();
    if (error.code === 'EPIPE' || isUnwritable) return;
    isUnwritable = true;
    own.exitCode = EXIT.usage;
    sayError(`Standard output can not be written: ${error.message}`, true);
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) own.on(signal, interrupt);
  stdout.on('error', outputBroke);
  try {
    const exitStatus = await main(controller.signal);
    if (!isUnwritable) own.exitCode = exitStatus;
  } catch (error) {
    if (isUnwritable) return;
    const { aborted } = controller.signal;
    own.exitCode = aborted ? EXIT.interrupted : exitStatusOf(error);
    // what breaks off because of a Ctrl-C needs no explanation of its own
    const told = aborted && !(error instanceof WorkshopError) ? interrupted(error) : error;
    for (const text of explain(told, debug)) {
      for (const line of text.split('\n')) sayError(line, isOfTyped(told));
    }
  } finally {
    for (const signal of signals) own.off(signal, interrupt);
  }
}

/** A command line, or a file that somebody wrote. */
function isOfTyped(error: unknown): boolean {
  return (
    error instanceof WorkshopError && (error.code === 'usage' || error.code === 'configuration')
  );
}

/** AWS's refusals name accounts and users, and a pipeline's log may be public. */
function sayError(line: string, isTheirs: boolean): void {
  const named =
    isTheirs || ['--identities', '--debug'].some((option) => process.argv.includes(option));
  const writer = new TextWriter(process.stderr, readTerminal().unicode);
  writer.say(named ? line : withoutIdentities(line));
}

function exitStatusOf(error: unknown): ExitStatus {
  return error instanceof WorkshopError ? exitStatusOfError(error.code) : EXIT.cannotTell;
}
