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
  const program = [`${ROOT}scripts/start.mjs`, name, ...args];
  return runProgram(process.execPath, program, {}, (stdout) => at.test(stdout));
}

const DEADLINE_MS = 60_000;

/** @param interruptWhen sends SIGINT once, as soon as it holds */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  interruptWhen: (stdout: string) => boolean = () => false,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env },
    });
    let stdout = '';
    let stderr = '';
    let isInterrupted = false;
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout += part;
      if (isInterrupted || !interruptWhen(stdout)) return;
      isInterrupted = true;
      child.kill('SIGINT');
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part;
    });
    child.once('error', reject);
    child.once('close', (exitStatus) => resolve({ exitStatus, stdout, stderr }));
  });
}
