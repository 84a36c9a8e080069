import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Running } from './types.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const START_WITHIN_MS = 60_000;
const ASKED_EVERY_MS = 5;

/** The local AWS in a process of its own. */
export function local(): Promise<Running> {
  return ownScript('local-aws.ts');
}

/** The least that a server can do. */
export function canned(protocol: 'http1' | 'http2'): Promise<Running> {
  return ownScript('canned.ts', protocol);
}

/** One of this folder's servers, which print their address when they listen. */
async function ownScript(file: string, ...args: string[]): Promise<Running> {
  const child = spawn(process.execPath, ['--import', 'tsx', `${here}${file}`, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${file} did not start`)));
  const [line] = (await Promise.race([once(child.stdout, 'data'), ended])) as [Buffer];
  ended.catch(() => {}); // it will end some day
  return running(child, line.toString().trim());
}

/** A peer, which says in its own way when it listens: it is asked until it answers. */
export async function peer(
  program: string,
  args: (port: number) => string[],
  more: {
    readonly folder?: string;
    readonly env?: (port: number, secondPort: number) => Record<string, string>;
  } = {},
): Promise<Running> {
  const [port, secondPort] = [await freePort(), await freePort()];
  const child = spawn(program, args(port), {
    cwd: more.folder ?? here,
    env: { ...process.env, ...more.env?.(port, secondPort) },
    stdio: 'ignore',
  });
  child.on('error', () => {}); // told below
  const url = `http://127.0.0.1:${port}`;
  const giveUpAt = Date.now() + START_WITHIN_MS;
  for (;;) {
    if (await answers(url)) return running(child, url);
    if (Date.now() > giveUpAt || child.exitCode !== null || child.pid === undefined) {
      child.kill();
      throw new Error(`${program} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, ASKED_EVERY_MS));
  }
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    () => true,
    () => false,
  );
}

export function isInstalled(program: string): boolean {
  return spawnSync(program, ['--help'], { stdio: 'ignore' }).error === undefined;
}

function running(child: ChildProcess, url: string): Running {
  return {
    url,
    processId: child.pid ?? 0,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
