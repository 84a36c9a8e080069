import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

/** A server that is measured, and how the SDK reaches it. */
export interface Contender {
  readonly name: string;
  /** `sdk` is the client unchanged: HTTP/2 for Kinesis. Older servers know HTTP/1.1 only. */
  readonly transport: 'sdk' | 'http1';
  /** Shards of the stream. With limits enforced, one shard would take 1,000 records a second. */
  readonly shardCount: number;
  /** What is measured: a slow one gets less work, its rate is the same. */
  readonly recordsPerRound: number;
  start(): Promise<Running>;
}

export interface Running {
  readonly url: string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const START_WITHIN_MS = 60_000;
const MANY_SHARDS = 400;

export const contenders: readonly Contender[] = [
  {
    name: 'local AWS',
    transport: 'sdk',
    shardCount: MANY_SHARDS,
    recordsPerRound: 150_000,
    start: () => script('local-aws.ts'),
  },
  {
    name: 'canned reply',
    transport: 'sdk',
    shardCount: 1,
    recordsPerRound: 150_000,
    start: () => script('canned.ts', 'http2'),
  },
  {
    name: 'local AWS, HTTP/1.1',
    transport: 'http1',
    shardCount: MANY_SHARDS,
    recordsPerRound: 150_000,
    start: () => script('local-aws.ts'),
  },
  {
    name: 'canned reply, HTTP/1.1',
    transport: 'http1',
    shardCount: 1,
    recordsPerRound: 150_000,
    start: () => script('canned.ts', 'http1'),
  },
  {
    name: 'kinesalite 3.3.3',
    transport: 'http1',
    shardCount: 4,
    recordsPerRound: 20_000,
    start: async () => {
      const port = await freePort();
      const cli = `${here}node_modules/kinesalite/cli.js`;
      return listening([cli, '--port', String(port)], `http://127.0.0.1:${port}`);
    },
  },
  {
    name: 'kinesis-local 0.6.2',
    transport: 'http1',
    shardCount: 4,
    recordsPerRound: 1_000,
    start: async () => {
      const [port, tlsPort] = [await freePort(), await freePort()];
      return listening(
        ['main.js'],
        `http://127.0.0.1:${port}`,
        { KINESIS_MOCK_PLAIN_PORT: String(port), KINESIS_MOCK_TLS_PORT: String(tlsPort) },
        `${here}node_modules/kinesis-local`, // it reads its certificate from the current folder
      );
    },
  },
];

/** One of this folder's servers, which print their address when they listen. */
async function script(file: string, ...args: string[]): Promise<Running> {
  const child = start(['--import', 'tsx', `${here}${file}`, ...args]);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return running(child, line.toString().trim());
}

/** A peer, which says in its own way when it listens: it is asked until it answers. */
async function listening(args: string[], url: string, env = {}, folder = here): Promise<Running> {
  const child = start(args, env, folder);
  child.stdout.resume();
  const giveUpAt = Date.now() + START_WITHIN_MS;
  for (;;) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return running(child, url);
    if (Date.now() > giveUpAt || child.exitCode !== null) {
      child.kill();
      throw new Error(`${args[0]} did not start`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function start(args: string[], env = {}, cwd = here) {
  return spawn(process.execPath, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

function running(child: ChildProcess, url: string): Running {
  return {
    url,
    child,
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
