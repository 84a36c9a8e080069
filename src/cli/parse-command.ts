import { readFileSync } from 'node:fs';
import { Command, CommanderError, Option } from 'commander';
import { typed } from '../again.ts';
import type { WorkshopError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import { COMMON, type CommonOption, DEFAULTS } from './common-options.ts';
import { type Options, type ReportFile, usage } from './options.ts';

/** An option of one command only. Its value is found in `extra` under its camel-case name. */
export interface ExtraOption {
  /** As commander takes them: `--shard <number>`, `--list-shards`. */
  readonly flags: string;
  readonly description: string;
  /** Throws `usage(…)` for a bad value. */
  readonly parse?: (text: string) => unknown;
}

export interface CommandSpec {
  /** The npm script's name: `verify`. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CommonOption[];
  readonly extra?: readonly ExtraOption[];
  /** Options to type after it, with what they do. */
  readonly examples: readonly (readonly [args: string, what: string])[];
  /** What it ends with, where it judges no checks. */
  readonly exitStatuses?: string;
  /** The stems of the steps, for commands that take a step. */
  readonly stems?: readonly string[];
}

export interface Parsed {
  readonly options: Options;
  readonly extra: Readonly<Record<string, unknown>>;
}

const EXIT_STATUSES = `Exit status:
  0 every check passes     1 a check fails         2 wrong usage or configuration
  3 not yet, waited out    4 cannot tell           130 interrupted`;

/**
 * Reads a command line. Prints the help or the version where asked, and is then undefined.
 *
 * @throws {WorkshopError} `usage`, in one line, before anything is touched
 */
export function parseCommand(
  spec: CommandSpec,
  args: readonly string[] = process.argv.slice(2),
  write: (text: string) => void = (text) => process.stdout.write(text),
): Parsed | undefined {
  const command = commandOf(spec, write);
  try {
    command.parse(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw explain(error, command);
  }
  const [unexpected] = command.args;
  if (unexpected !== undefined) throw unexpectedArgument(spec, unexpected);
  const values: Record<string, unknown> = command.opts();
  return { options: optionsOf(values), extra: values };
}

function commandOf(spec: CommandSpec, write: (text: string) => void): Command {
  const command = new Command(spec.name)
    .configureHelp({ commandUsage: () => typed(spec.name, '[options]') })
    .description(spec.summary)
    .exitOverride()
    .showSuggestionAfterError(false)
    .allowExcessArguments(true)
    .configureOutput({ writeOut: write, writeErr: () => undefined })
    .helpOption('--help', 'show this help')
    .version(version(), '--version', 'show the version');
  for (const { flags, description, parse } of spec.extra ?? []) {
    const option = new Option(flags, description);
    command.addOption(parse === undefined ? option : option.argParser(parse));
  }
  for (const name of [...spec.options, 'debug'] as const) command.addOption(COMMON[name]());
  return command.addHelpText('after', `\n${epilogue(spec)}\n`);
}

function epilogue({ name, stems, examples, exitStatuses = EXIT_STATUSES }: CommandSpec): string {
  const commands = examples.map(([args, what]) => {
    return [typed(name, args), what] as const;
  });
  const width = Math.max(...commands.map(([line]) => line.length));
  return [
    ...(stems === undefined ? [] : [`Steps:\n  ${stems.join(', ')}\n`]),
    'Examples:',
    ...commands.map(([line, what]) => `  ${line.padEnd(width)}  ${what}`),
    '',
    exitStatuses,
  ].join('\n');
}

function explain(error: CommanderError, command: Command): WorkshopError {
  const known = command.options.flatMap(({ long }) => (long ? [long] : []));
  const unknown = /unknown option '([^']*)'/.exec(error.message)?.[1];
  if (unknown !== undefined) {
    const [flag = unknown] = unknown.split('=');
    return usage(`Unknown option ${flag}${suggestion(flag, [...known, '--help'])}`);
  }
  const missing = /option '([^' ]*) (.*)' argument missing/.exec(error.message);
  if (missing !== null)
    return usage(`Option ${missing[1]} needs a value: ${missing[1]} ${missing[2]}`);
  return usage(error.message.replace(/^error: /, ''));
}

/** Mostly the value of an option that npm took for itself, as the `--` before it was forgotten. */
function unexpectedArgument({ name }: CommandSpec, argument: string): WorkshopError {
  return usage(
    `Unexpected argument ${argument}; to see how options are typed: ${typed(name, '--help')}`,
  );
}

function optionsOf(values: Record<string, unknown>): Options {
  // each parser gives its option's type; an option that a command does not take is left out
  const { wait, report = [], ...given } = pick(values, Object.keys(COMMON));
  const reports = report as readonly ReportFile[];
  return { ...DEFAULTS, ...given, reports, waitSeconds: wait as number | undefined };
}

function pick(values: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}

function version(): string {
  const file = new URL('../../package.json', import.meta.url);
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
