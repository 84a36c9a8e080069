import { extname } from 'node:path';
import { LESSONS, type LessonName } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { suggestion } from '../nearest.ts';

/** Where the workshop runs. `url` is the endpoint of a local AWS or of anything that speaks AWS. */
export type Target =
  | { readonly kind: 'local' }
  | { readonly kind: 'aws' }
  | { readonly kind: 'endpoint'; readonly url: string };

export const FORMATS = ['text', 'json', 'junit', 'markdown', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** A file, and the format that its ending names. */
export interface ReportFile {
  readonly file: string;
  readonly format: Format;
}

/** The options that mean the same in every command; a command takes those that make sense for it. */
export interface Options {
  readonly target: Target;
  /** Ask nothing. */
  readonly yes: boolean;
  /** A step's number, name or stem, as typed. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  readonly only: string | undefined;
  readonly participant: string | undefined;
  readonly region: string | undefined;
  /** Undefined leaves it to the configuration. */
  readonly lesson: LessonName | undefined;
  readonly profile: string | undefined;
  readonly realTime: boolean;
  readonly format: Format;
  /** File that gets the report in place of standard output. */
  readonly output: string | undefined;
  /** Files that get a report, too. */
  readonly reports: readonly ReportFile[];
  /** New file that gets what AWS answers to the checks. */
  readonly record: string | undefined;
  /** of cloud time; undefined leaves it to the command */
  readonly waitSeconds: number | undefined;
  /** Account ids, ARNs and access keys may stand in a report. */
  readonly identities: boolean;
  readonly plain: boolean;
  readonly debug: boolean;
}

export function parseTarget(text: string): Target {
  if (text === 'local' || text === 'aws') return { kind: text };
  if (/^https?:\/\//.test(text)) {
    if (!URL.canParse(text)) throw usage(`--target ${text} is not a valid URL`);
    const { pathname, search, origin, username, password } = new URL(text);
    if (username !== '' || password !== '') {
      throw usage(`--target ${origin} takes no user and no password: leave them out of the URL`);
    }
    if (pathname !== '/' || search !== '') {
      throw usage(`--target ${text} has a path, and an endpoint has none; did you mean ${origin}?`);
    }
    return { kind: 'endpoint', url: origin };
  }
  const isHostAndPort = /^[\w.-]+:\d+$/.test(text);
  const hint = isHostAndPort
    ? `; did you mean http://${text}?`
    : suggestion(text, ['local', 'aws']);
  throw usage(`--target ${text} is not local, aws or a URL${hint}`);
}

export function parseFormat(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  throw usage(`--format ${text} is unknown${suggestion(text, FORMATS)}`);
}

const FORMAT_OF_ENDING: Readonly<Record<string, Format>> = {
  '.xml': 'junit',
  '.html': 'html',
  '.md': 'markdown',
  '.json': 'json',
  '.jsonl': 'json',
  '.txt': 'text',
};

/** One more `--report`. */
export function parseReport(file: string, before: readonly ReportFile[]): ReportFile[] {
  const ending = extname(file).toLowerCase();
  const format = FORMAT_OF_ENDING[ending];
  if (format !== undefined) return [...before, { file, format }];
  const endings = Object.keys(FORMAT_OF_ENDING).join(', ');
  throw usage(`--report ${file || "''"} has no ending that names a format; there are ${endings}`);
}

export function parseLesson(text: string): LessonName {
  const lesson = LESSONS.find((known) => known === text);
  if (lesson !== undefined) return lesson;
  throw usage(`--lesson ${text} is unknown${suggestion(text, LESSONS)}`);
}

export function parseWait(text: string): number {
  if (!/^\d+(\.\d+)?$/.test(text)) {
    throw usage(`--wait ${text} is not a number of seconds, such as 120`);
  }
  return Number(text);
}

export function parseParticipant(text: string): string {
  if (!/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(text)) {
    throw usage(
      `--participant ${text} is not a name for AWS resources; take letters and digits, with single hyphens in between`,
    );
  }
  const [first = ''] = text.split('-');
  if (TAKEN.includes(first)) {
    throw usage(
      `--participant ${text} would name a stack as somebody else's ${first} stack is named; take a name that does not begin with ${first}`,
    );
  }
  if (text.length > MAX_PARTICIPANT_LENGTH) {
    throw usage(
      `--participant ${text} has ${text.length} characters; take at most ${MAX_PARTICIPANT_LENGTH}`,
    );
  }
  return text;
}

/** What the names of stacks go on with, before the participant's. */
const TAKEN = ['alarm', 'dashboard', 'fleet'];

/** Leaves 95 characters for the longest configured name: stream and stack names end at 128. */
const MAX_PARTICIPANT_LENGTH = 32;

export function parseRegion(text: string): string {
  if (!/^[a-z]{2,}(-[a-z]+)+-\d+$/.test(text)) {
    throw usage(`--region ${text} is not the name of a region, such as us-east-1`);
  }
  return text;
}

/** Wrong use of a command: one line on standard error, exit status 2. */
export function usage(message: string): WorkshopError {
  return new WorkshopError('usage', message, '');
}
