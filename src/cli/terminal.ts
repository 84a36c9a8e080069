/** What a command knows about where its words go, read once from the process. */
export interface Terminal {
  readonly stdinIsTty: boolean;
  readonly stdoutIsTty: boolean;
  readonly stderrIsTty: boolean;
  /** `NO_COLOR` with any value but '' (no-color.org), or a terminal that can not move its cursor */
  readonly isDumb: boolean;
}

export function readTerminal(
  env: NodeJS.ProcessEnv = process.env,
  streams: Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'> = process,
): Terminal {
  return {
    stdinIsTty: streams.stdin.isTTY === true,
    stdoutIsTty: streams.stdout.isTTY === true,
    stderrIsTty: streams.stderr.isTTY === true,
    isDumb: (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb',
  };
}

/** Whether a person can be asked: prompts are read from standard input and drawn on standard output. */
export function isInteractive(
  terminal: Terminal,
  options: { readonly yes: boolean; readonly format: string; readonly output: string | undefined },
): boolean {
  const stdoutIsForPeople = options.format === 'text' || options.output !== undefined;
  return terminal.stdinIsTty && terminal.stdoutIsTty && !options.yes && stdoutIsForPeople;
}
