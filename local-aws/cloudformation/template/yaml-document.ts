import { Composer, type CST, type Document, LineCounter, Parser } from 'yaml';

/** A YAML text, composed. Its tags and aliases are still what they are in the text. */
export interface YamlDocument {
  readonly contents: unknown;
  /** where the text is not YAML first, from 1 */
  readonly brokenAt: { readonly line: number; readonly column: number } | undefined;
}

/**
 * Reads a YAML text. The library's parser keeps its own stack, but its composer calls itself for
 * each level, and deep calls can end the process: so the depth is measured in between.
 *
 * @returns undefined when the text nests deeper than `deepest`
 */
export function yamlDocument(text: string, deepest: number): YamlDocument | undefined {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  if (nestsDeeperThan(deepest, tokens)) return undefined;
  // A broken text has an error for every few characters. Only the first is told, and making
  // exceptions of all, or making them pretty, takes seconds.
  const composer = new Composer({ schema: 'failsafe', logLevel: 'silent', prettyErrors: false });
  const [document] = composer.compose(
    upToOneError(tokens),
    true,
    text.length,
  ) as Iterable<Document>;
  const [error] = document?.errors ?? [];
  if (error === undefined) return { contents: document?.contents, brokenAt: undefined };
  const { line, col } = lines.linePos(error.pos[0]);
  return { contents: undefined, brokenAt: { line, column: col } };
}

/** Without the errors after the first, wherever they stand. */
function upToOneError(tokens: readonly CST.Token[]): CST.Token[] {
  const first = tokens.findIndex(({ type }) => type === 'error');
  return tokens.filter(({ type }, index) => type !== 'error' || index === first);
}

function nestsDeeperThan(deepest: number, tokens: readonly CST.Token[]): boolean {
  let level = [...tokens];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) return true;
    level = level.flatMap(inside);
  }
  return false;
}

function inside(token: CST.Token): CST.Token[] {
  if (token.type === 'document') return token.value === undefined ? [] : [token.value];
  if (!('items' in token)) return [];
  return token.items.flatMap(({ key, value }) => [key, value]).filter((one) => one != null);
}
