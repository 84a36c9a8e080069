import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PATHS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
/** It draws without a graphics card, and asks nobody for anything by itself. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser that is on this machine already; undefined where there is none. */
export async function launchChromium(): Promise<Browser | undefined> {
  const executablePath = PATHS.find((path) => existsSync(path));
  return executablePath === undefined
    ? undefined
    : chromium.launch({ executablePath, args: FLAGS });
}
