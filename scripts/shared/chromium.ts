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

/** Where a browser is on this machine; undefined where there is none. */
export const CHROMIUM_PATH = PATHS.find((path) => existsSync(path));

/** @throws {Error} where there is none */
export async function launchChromium(): Promise<Browser> {
  if (CHROMIUM_PATH === undefined) throw new Error(`Chromium is in none of ${PATHS.join(', ')}`);
  return chromium.launch({ executablePath: CHROMIUM_PATH, args: FLAGS });
}
