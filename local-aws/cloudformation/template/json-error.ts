/**
 * Where a text stops being JSON, as its line and column, both from 1.
 *
 * The engine's own message tells the position of some errors only, so the shortest beginning that
 * can not be continued to JSON is looked for: about 16 parses for the longest template.
 */
export function jsonErrorPosition(text: string): { line: number; column: number } {
  let sound = 0;
  let broken = text.length;
  while (sound + 1 < broken) {
    const middle = Math.floor((sound + broken) / 2);
    if (canContinue(text.slice(0, middle))) sound = middle;
    else broken = middle;
  }
  const before = text.slice(0, Math.max(0, broken - 1)).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function canContinue(beginning: string): boolean {
  try {
    JSON.parse(beginning);
    return true;
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    if (/end of JSON input|Unterminated string/.test(message)) return true;
    return Number(/position (\d+)/.exec(message)?.[1]) === beginning.length;
  }
}
