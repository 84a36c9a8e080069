import isUnicodeSupported from 'is-unicode-supported';
import { createSupportsTerminalGraphics } from 'supports-terminal-graphics';

/** What a command knows about where its words go, read once from the process. */
export interface Terminal {
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** `NO_COLOR` with any value but '' (no-color.org), or a terminal that can not be repainted */
  readonly isDumb: boolean;
  /** False where the locale or the terminal has ASCII alone. */
  readonly unicode: boolean;
  /** How it takes images, if it does. `sixel` is told apart and not written here. */
  readonly images: 'kitty' | 'iterm2' | 'sixel' | undefined;
  /** The variable that sends AWS clients elsewhere than to AWS; undefined when none is set. */
  readonly redirected: { readonly variable: string; readonly url: string } | undefined;
}

/** Source: AWS SDKs and Tools reference, service-specific endpoints. */
const ENDPOINT_VARIABLES = ['', '_KINESIS', '_CLOUDWATCH', '_CLOUDFORMATION', '_STS'].map(
  (service) => `AWS_ENDPOINT_URL${service}`,
);

export function readTerminal(
  env: NodeJS.ProcessEnv = process.env,
  streams: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process,
): Terminal {
  return {
    stdinIsTty: streams.stdin.isTTY === true,
    stdoutIsTty: streams.stdout.isTTY === true,
    stderrIsTty: streams.stderr.isTTY === true,
    isDumb: (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb' || !hasSize(streams.stdout),
    unicode: isUnicodeSupported() && !hasAsciiLocale(env),
    images: imagesOf(env),
    redirected: redirectionOf(env),
  };
}

function redirectionOf(env: NodeJS.ProcessEnv): Terminal['redirected'] {
  if (/^true$/i.test(env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? '')) return undefined;
  const variable = ENDPOINT_VARIABLES.find((name) => (env[name] ?? '') !== '');
  return variable === undefined ? undefined : { variable, url: env[variable] ?? '' };
}

/** A locale that is not told is not known: containers often have none, and show everything. */
function hasAsciiLocale({ LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  const locale = [LC_ALL, LC_CTYPE, LANG].find((name) => name !== undefined && name !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}

/** tmux and screen pass no images on, and let the words of the terminal around them through. */
function imagesOf({ TMUX, STY }: NodeJS.ProcessEnv): Terminal['images'] {
  if (TMUX !== undefined || STY !== undefined) return undefined;
  const { kitty, iterm2, sixel } = createSupportsTerminalGraphics();
  return kitty ? 'kitty' : iterm2 ? 'iterm2' : sixel ? 'sixel' : undefined;
}

/** A terminal of no rows, as some pipelines have them, can show no menu. */
function hasSize({ isTTY, columns, rows }: NodeJS.Process['stdout']): boolean {
  return isTTY !== true || (columns > 0 && rows > 0);
}

/** Whether a person can be asked: prompts are read from standard input and drawn on standard output. */
export function isInteractive(
  terminal: Terminal,
  options: { readonly yes: boolean; readonly format: string; readonly output: string | undefined },
): boolean {
  const stdoutIsForPeople = options.format === 'text' || options.output !== undefined;
  return terminal.stdinIsTty && terminal.stdoutIsTty && !options.yes && stdoutIsForPeople;
}
