import type { Terminal } from '../cli/terminal.ts';

/** Shows an address in the browser of who sits at the terminal; it has been printed as well. */
export async function openBrowser(
  url: string,
  { stdinIsTty, stdoutIsTty }: Pick<Terminal, 'stdinIsTty' | 'stdoutIsTty'>,
): Promise<void> {
  if (!stdinIsTty || !stdoutIsTty) return;
  const { default: open } = await import('open');
  try {
    const browser = await open(url);
    browser.once('error', () => undefined); // a machine without a browser
  } catch {
    // the same
  }
}
