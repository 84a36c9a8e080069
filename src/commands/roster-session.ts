import { resolve } from 'node:path';
import { loadCatalogue, readStems } from '../catalog.ts';
import { reachTarget } from '../cli/open-workshop.ts';
import { type Options, usage } from '../cli/options.ts';
import { configFile, ROOT } from '../cli/root.ts';
import { loadConfig } from '../config/config.ts';
import type { CatalogueEntry, Config, Member } from '../contract.ts';
import type { ReporterStreams } from '../report/open-reporter.ts';
import type { Common } from '../roster/place.ts';
import { readRoster } from '../roster/read-roster.ts';
import { type CommandContext, refuseRedirected } from './session.ts';

/** A class while it is looked at. */
export interface RosterSession {
  readonly config: Config;
  readonly members: readonly Member[];
  /** Every step. */
  readonly walk: readonly CatalogueEntry[];
  /** Those that are looked at. */
  readonly entries: readonly CatalogueEntry[];
  readonly common: Common;
  readonly streams: ReporterStreams;
  /** True when the local AWS was started for this command, and is empty and ends with it. */
  readonly startedLocalAws: boolean;
}

/**
 * Reads a roster, and finds the AWS of those members who have none of their own.
 *
 * @throws {WorkshopError} `usage` or `configuration` before the first call to AWS
 */
export async function withRoster<T>(
  options: Options,
  roster: string,
  { stems, signal, startLocalAws, terminal }: CommandContext,
  use: (session: RosterSession) => Promise<T>,
): Promise<T> {
  if (options.participant !== undefined) {
    throw usage('--participant and --roster exclude each other: the roster names the participants');
  }
  refuseOverwriting(roster, options);
  refuseRedirected(options, terminal);
  const config = await loadConfig(configFile(), options);
  // a member's region may be another one, which changes names: it starts from what is written
  const written = await loadConfig(configFile(), { lesson: options.lesson });
  const members = await readRoster(roster, written, options.region);
  const walk = await loadCatalogue(ROOT, await readStems(ROOT));
  const { isDumb, unicode, images } = terminal;
  const hasOwn = ({ endpoint }: Member) => endpoint !== undefined;
  const reached = members.every(hasOwn)
    ? undefined
    : await reachTarget(options.target, { signal, startLocalAws });
  const common: Common = {
    target: options.target.kind,
    endpoint: reached?.endpoint,
    profile: options.profile,
    lesson: options.lesson,
    realTime: options.realTime,
    signal,
  };
  try {
    return await use({
      config,
      members,
      walk,
      entries: walk.filter(({ stem }) => stems.includes(stem)),
      common,
      streams: { stdout: process.stdout, stderr: process.stderr, isDumb, unicode, images },
      startedLocalAws: reached?.startedLocalAws === true,
    });
  } finally {
    await reached?.close();
  }
}

function refuseOverwriting(roster: string, { output, reports }: Options): void {
  for (const file of [output, ...reports.map((report) => report.file)]) {
    if (file === undefined || resolve(file) !== resolve(roster)) continue;
    throw usage(`${file} is the roster, and a report would take its place: name another file`);
  }
}
