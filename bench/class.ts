// A class on one local AWS: node --import tsx bench/class.ts [MEMBERS], 500 unless told
//
// How long `npm run verify -- --roster` takes over all of them, with how much memory; and what the
// local AWS takes for them, in a process of its own.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../src/aws/cloud.ts';
import { ROOT } from '../src/cli/root.ts';
import { applyOverrides } from '../src/config/config.ts';
import config from '../workshop.config.ts';
import { buildClass, type Stage, type Student } from './class-builder.ts';
import { local } from './servers.ts';

const MEMBERS = Number(process.argv[2] ?? 500);
const MOST_SECONDS = 15;
const MOST_MIB = 400;

/** Of 25 members each these: the others are through step 5. */
const BEHIND: readonly Omit<Student, 'config'>[] = [
  { stage: 'nothing' },
  { stage: 'stream' },
  { stage: 'metrics' },
  { stage: 'traffic', isEven: true },
  { stage: 'traffic' },
  { stage: 'dashboard' },
];
const LAST: Stage = 'finding';

function nameOf(index: number): string {
  return `p${String(index).padStart(3, '0')}`;
}

function studentOf(index: number): Student {
  const own = applyOverrides(config, { participant: nameOf(index) });
  return { config: own, ...(BEHIND[index % 25] ?? { stage: LAST }) };
}

interface Measured {
  readonly seconds: number;
  readonly mebibytes: number;
  /** of processor time */
  readonly busySeconds: number;
  readonly stdout: string;
}

/** Runs a command of the workshop, as GNU time sees it. */
async function measured(...args: string[]): Promise<Measured> {
  const command = [process.execPath, `${ROOT}scripts/start.mjs`, ...args];
  const child = spawn('/usr/bin/time', ['-f', '%e %M %U %S', ...command]);
  const [stdout, stderr] = await Promise.all([textOf(child.stdout), textOf(child.stderr)]);
  const last = stderr.trim().split('\n').at(-1) ?? '';
  const [seconds = 0, kibibytes = 0, user = 0, system = 0] = last.split(' ').map(Number);
  return { seconds, mebibytes: Math.round(kibibytes / 1024), busySeconds: user + system, stdout };
}

async function textOf(stream: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of stream) text += String(part);
  return text;
}

async function peakMebibytes(processId: number): Promise<number> {
  const status = await readFile(`/proc/${processId}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) / 1024);
}

function tell(what: string, measured: string): void {
  console.log(`${what.padEnd(28)}${measured}`);
}

const folder = await mkdtemp(join(tmpdir(), 'class-'));
const server = await local();
try {
  const endpoint = server.url;
  const names = Array.from({ length: MEMBERS }, (_, index) => nameOf(index));
  const roster = join(folder, 'class.csv');
  await writeFile(roster, ['participant', ...names, ''].join('\n'));
  const beganMs = performance.now();
  const { signal } = new AbortController();
  const way = { target: 'endpoint', region: config.region, endpoint, realTime: false } as const;
  const cloud = await connect({ ...way, signal });
  await buildClass(
    cloud,
    names.map((_, index) => studentOf(index)),
  );
  cloud.close();
  tell(`${MEMBERS} members, built in`, `${((performance.now() - beganMs) / 1000).toFixed(1)} s`);

  const verify = await measured('verify', '--roster', roster, '--target', endpoint, '--plain');
  const { seconds, mebibytes, busySeconds } = verify;
  tell('verified in', `${seconds.toFixed(1)} s; at most ${MOST_SECONDS}`);
  tell('processor time', `${busySeconds.toFixed(1)} s`);
  tell('memory', `${mebibytes} MiB; at most ${MOST_MIB}`);
  tell('memory of the local AWS', `${await peakMebibytes(server.processId)} MiB`);
  console.log(verify.stdout.split('\n').slice(MEMBERS).join('\n'));
  process.exitCode = seconds <= MOST_SECONDS && mebibytes <= MOST_MIB ? 0 : 1;
} finally {
  await server.stop();
  await rm(folder, { recursive: true });
}
