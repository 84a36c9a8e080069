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
  return signalsScript([{ name, at }], ...args);
}

/** As `runScript`, and sends the signals, one after the other, as standard output shows the words. */
export function signalsScript(signals: readonly Signal[], ...args: string[]): Promise<Ended> {
  return runProgram(process.execPath, [`${ROOT}scripts/start.mjs`, ...args], {}, signals);
}

export interface Signal {
  readonly name: NodeJS.Signals;
  /** words that standard output has to show */
  readonly at: RegExp;
}

const DEADLINE_MS = 60_000;

/** @param signals are sent once each, in order, as soon as standard output is what they wait for */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  signals: readonly Signal[] = [],
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: DEADLINE_MS,
      env: { ...process.env, TERM: 'xterm', NO_COLOR: '', ...env },
    });
    let stdout = '';
    let stderr = '';
    const unsent = [...signals];
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      stdout += part;
      if (unsent[0]?.at.test(stdout) === true) child.kill(unsent.shift()?.name);
    });
    child.stderr.setEncoding('utf8').on('data', (part: string) => {
      stderr += part;
    });
    child.once('error', reject);
    child.once('close', (exitStatus) => resolve({ exitStatus, stdout, stderr }));
  });
}
