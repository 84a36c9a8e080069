import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The local AWS that runs for a folder, so that the other commands of it attach to it. */
export interface RunningLocalAws {
  readonly url: string;
  readonly pid: number;
}

const HEALTH_TIMEOUT_MS = 1_000;

export function localAwsFile(folder: string): string {
  return join(folder, '.workshop', 'local-aws.json');
}

/** The local AWS that the file names and that answers; a file that was left behind is ignored. */
export async function findRunningLocalAws(
  file: string,
  signal: AbortSignal,
): Promise<RunningLocalAws | undefined> {
  const running = await readLocalAwsFile(file);
  if (running === undefined || !isAlive(running.pid)) return undefined;
  try {
    const answer = await fetch(`${running.url}/_local/health`, {
      signal: AbortSignal.timeout(HEALTH_TIMEOUT_MS),
      headers: { connection: 'close' },
    });
    const health = (await answer.json()) as { version?: unknown };
    return answer.ok && health.version !== undefined ? running : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** A file that was left behind may name a port that another folder's local AWS has taken since. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Written beside and renamed, so that no command reads half a file. */
export async function writeLocalAwsFile(file: string, running: RunningLocalAws): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const half = `${file}.${process.pid}`;
  await writeFile(half, `${JSON.stringify(running)}\n`);
  await rename(half, file);
}

/** Takes the file away, unless another local AWS has written it since. */
export async function removeLocalAwsFile(file: string, pid: number): Promise<void> {
  const running = await readLocalAwsFile(file);
  if (running?.pid === pid) await rm(file, { force: true });
}

async function readLocalAwsFile(file: string): Promise<RunningLocalAws | undefined> {
  try {
    const { url, pid } = JSON.parse(await readFile(file, 'utf8')) as Partial<RunningLocalAws>;
    const isLoopback = typeof url === 'string' && /^http:\/\/127\.0\.0\.1:\d+$/.test(url);
    return isLoopback && typeof pid === 'number' ? { url, pid } : undefined;
  } catch {
    return undefined;
  }
}
