import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogueEntry, Check, Step } from './contract.ts';
import { WorkshopError } from './errors.ts';

const STEM = /^(\d{2})-[a-z0-9]+(-[a-z0-9]+)*$/;
const STEP_MEMBERS = ['commands', 'takesSeconds', 'run', 'undo'] as const;
const CHECK_MEMBERS = ['remedy', 'expected', 'command', 'run'] as const;

/**
 * The stems of the steps below `root`, in order, each in `steps/` and in `checks/`. Imports nothing.
 *
 * @throws {WorkshopError} `configuration` where the two folders do not match, or a number is missing or taken twice
 */
export async function readStems(root: string): Promise<string[]> {
  const [steps, checks] = await Promise.all([
    stemsIn(join(root, 'steps')),
    stemsIn(join(root, 'checks')),
  ]);
  return pairStems(steps, checks);
}

export function pairStems(steps: readonly string[], checks: readonly string[]): string[] {
  const problems = [
    ...steps
      .filter((stem) => !checks.includes(stem))
      .map((stem) => `steps/${stem}.ts has no checks: add checks/${stem}.ts`),
    ...checks
      .filter((stem) => !steps.includes(stem))
      .map((stem) => `checks/${stem}.ts has no step: add steps/${stem}.ts`),
  ];
  const stems = [...steps].sort();
  for (const [index, stem] of stems.entries()) {
    const before = stems[index - 1];
    if (!STEM.test(stem)) {
      problems.push(`steps/${stem}.ts is not named NN-name.ts, such as 05-find-hot-keys.ts`);
    } else if (before !== undefined && numberOf(before) === numberOf(stem)) {
      problems.push(`steps/${before}.ts and steps/${stem}.ts have the same number`);
    } else if (numberOf(stem) !== (before === undefined ? 0 : numberOf(before)) + 1) {
      const expected = String((before === undefined ? 0 : numberOf(before)) + 1).padStart(2, '0');
      problems.push(`steps/${stem}.ts leaves out number ${expected}`);
    }
  }
  if (stems.length === 0) problems.push('steps/ holds no step');
  if (problems.length > 0) throw new WorkshopError('configuration', problems.join('\n'), '');
  return stems;
}

/**
 * Imports the steps and checks of these stems, in order.
 *
 * @throws {WorkshopError} `configuration` where a file does not export what it should
 */
export async function loadCatalogue(
  root: string,
  stems: readonly string[],
): Promise<CatalogueEntry[]> {
  const entries: CatalogueEntry[] = [];
  const { length: of } = await readStems(root);
  for (const stem of stems) {
    const step = await defaultOf(root, `steps/${stem}.ts`);
    if (!isStep(step)) throw notExported(`steps/${stem}.ts`, 'defineStep({…})');
    const checks = await defaultOf(root, `checks/${stem}.ts`);
    if (!isChecks(checks)) throw notExported(`checks/${stem}.ts`, 'a list of defineCheck({…})');
    entries.push({ stem, number: numberOf(stem), of, step, checks });
  }
  return entries;
}

/** `03-produce` is step 3. */
export function numberOf(stem: string): number {
  return Number(stem.slice(0, 2));
}

async function stemsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return files.filter((file) => file.endsWith('.ts')).map((file) => file.slice(0, -'.ts'.length));
}

async function defaultOf(root: string, path: string): Promise<unknown> {
  const loaded = (await import(pathToFileURL(join(root, path)).href)) as { default?: unknown };
  return loaded.default;
}

function isStep(value: unknown): value is Step {
  return has(value, ['title', 'guide', 'hint'], STEP_MEMBERS);
}

function isChecks(value: unknown): value is Check[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((check) => has(check, ['title'], CHECK_MEMBERS))
  );
}

function has(value: unknown, texts: readonly string[], functions: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = value as Readonly<Record<string, unknown>>;
  return (
    texts.every((name) => typeof members[name] === 'string' && members[name] !== '') &&
    functions.every((name) => typeof members[name] === 'function')
  );
}

function notExported(path: string, what: string): WorkshopError {
  return new WorkshopError('configuration', `${path} must export default ${what}`, '');
}
