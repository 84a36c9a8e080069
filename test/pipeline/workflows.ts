import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { ROOT } from '../../src/cli/root.ts';

export interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly 'timeout-minutes'?: number;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
}

export interface Job {
  readonly if?: string;
  readonly 'timeout-minutes'?: number;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': boolean };
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = `${ROOT}.github/workflows/`;

export const WORKFLOW_FILES: readonly string[] = readdirSync(FOLDER);

export function workflowText(file: string): string {
  return readFileSync(`${FOLDER}${file}`, 'utf8');
}

export function readWorkflow(file: string): Workflow {
  return parse(workflowText(file)) as Workflow;
}

/** Each `npm run NAME -- ARGUMENTS` of a text, as a shell takes it apart. */
export function npmCommands(text: string): { name: string; args: string[] }[] {
  return [...text.matchAll(/npm run ([\w-]+)(?: -- ([^\n\]`]*))?/g)].map(
    ([, name = '', args = '']) => ({ name, args: args.split(/\s+/).filter((arg) => arg !== '') }),
  );
}
