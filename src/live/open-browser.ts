/** Shows an address in the user's browser, where there is one: else they open it themselves. */
export async function openBrowser(url: string): Promise<void> {
  const { default: open } = await import('open');
  try {
    const browser = await open(url);
    browser.on('error', () => undefined);
  } catch {
    // the address has been printed
  }
}
