import { spawn } from 'node:child_process';
import { ROOT } from '../../src/cli/root.ts';

export interface Ended {
  readonly exitStatus: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command of the workshop as a pipeline does, without a terminal, to its end. */
export function runScript(name: string, ...args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [`${ROOT}scripts/start.mjs`, name, ...args]);
}

/** As `runScript`, and presses Ctrl-C once standard output shows these words. */
export function interruptScript(at: RegExp, name: string, ...args: string[]): Promise<Ended> {
  return signalScript('SIGINT', at, name, ...args);
}

/** As `runScript`, and kills it once standard output shows these words: it can do nothing more. */
export function killScript(at: RegExp, name: string, ...args: string[]): Promise<Ended> {
  return signalScript('SIGKILL', at, name, ...args);
}

function signalScript(name: NodeJS.Signals, at: RegExp, ...args: string[]): Promise<Ended> {
  const program = [`${ROOT}scripts/start.mjs`, ...args];
  const when = (stdout: string) => at.test(stdout);
  return runProgram(process.execPath, program, {}, { name, when });
}

const DEADLINE_MS = 60_000;

/** @param signal is sent once, as soon as standard output is what it waits for */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signal?: { readonly name: NodeJS.Signals; readonly when: (stdout: string) => boolean },
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env },
    });
    let stdout = '';
    let stderr = '';
    let isSent = false;
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout += part;
      if (isSent || signal === undefined || !signal.when(stdout)) return;
      isSent = true;
      child.kill(signal.name);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part;
    });
    child.once('error', reject);
    child.once('close', (exitStatus) => resolve({ exitStatus, stdout, stderr }));
  });
}
