/** How words are set off. Colour never stands alone: the words and symbols say the same. */
export interface Style {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly open: (text: string) => string;
  readonly code: (text: string) => string;
}

const asIs = (text: string): string => text;

export const PLAIN: Style = {
  strong: asIs,
  faint: asIs,
  good: asIs,
  bad: asIs,
  open: asIs,
  code: asIs,
};

/** Colours for a terminal. Loaded late: it costs a command that needs none 40 ms. */
export async function loadColours(): Promise<Style> {
  const { chalk } = await import('zx/core');
  // chalk looks at standard output only; whether the words go to a terminal is known here
  if (chalk.level === 0) chalk.level = 1;
  return {
    strong: (text) => chalk.bold(text),
    faint: (text) => chalk.dim(text),
    good: (text) => chalk.green(text),
    bad: (text) => chalk.red(text),
    open: (text) => chalk.yellow(text),
    code: (text) => chalk.cyan(text),
  };
}

/** Sets off `code`, which keeps its backticks where there is no colour. */
export function withCode(text: string, style: Style): string {
  if (style === PLAIN) return text;
  return text.replace(/`([^`]+)`/g, (_, code: string) => style.code(code));
}
