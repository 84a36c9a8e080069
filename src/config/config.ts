import { pathToFileURL } from 'node:url';
import { type Config, LESSONS, type LessonName } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { configProblems } from './config-problems.ts';

export interface ConfigOverrides {
  /** Suffix on every name, without its hyphen. */
  readonly participant?: string | undefined;
  readonly region?: string | undefined;
  readonly lesson?: LessonName | undefined;
}

/**
 * Reads `workshop.config.ts`, checks it, and applies what the command line says.
 *
 * @throws {WorkshopError} `configuration`, with every problem on a line
 */
export async function loadConfig(file: string, overrides: ConfigOverrides = {}): Promise<Config> {
  const { default: written } = await load(file);
  return validConfig(written, overrides);
}

async function load(file: string): Promise<{ default?: unknown }> {
  try {
    return (await import(pathToFileURL(file).href)) as { default?: unknown };
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    const isMissing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
    // where a line can not be read, the second says which
    const why = message.split('\n').slice(0, 2).join(' ');
    throw new WorkshopError(
      'configuration',
      `workshop.config.ts can not be loaded: ${why}`,
      isMissing
        ? 'Install what it imports into its folder: npm install kinesis-hot-shard-workshop'
        : '',
      error,
    );
  }
}

/** As `loadConfig`, of a configuration at hand. */
export function validConfig(written: unknown, overrides: ConfigOverrides = {}): Config {
  refuse(configProblems(written));
  // every member was checked just now
  const valid = written as Config;
  refuse(LESSONS.flatMap((lesson) => lessonProblems(valid, lesson)));
  const config = applyOverrides(valid, overrides);
  // a suffix can make a name too long
  refuse(configProblems(config));
  return config;
}

function lessonProblems(config: Config, lesson: LessonName): string[] {
  return configProblems(withLesson(config, lesson)).map((text) => `lessons.${lesson}: ${text}`);
}

/** With a lesson's traffic as the traffic. */
export function withLesson(config: Config, lesson: LessonName): Config {
  const { traffic } = config.lessons[lesson];
  const sender = { ...config.traffic.sender, ...traffic.sender };
  return { ...config, lesson, traffic: { ...config.traffic, ...traffic, sender } };
}

export function applyOverrides(
  written: Config,
  { participant, region, lesson = written.lesson }: ConfigOverrides,
): Config {
  const config = withLesson(written, lesson);
  const suffix = participant === undefined ? '' : `-${participant}`;
  const { stack, stream, dashboardStack, dashboard, alarmStack, fleetStack } = config.names;
  // dashboards belong to no region: a walk in another one has one of its own
  const elsewhere = region === undefined || region === config.region ? '' : `-${region}`;
  return {
    ...config,
    region: region ?? config.region,
    names: {
      stack: stack + suffix,
      stream: stream + suffix,
      dashboardStack: dashboardStack + suffix,
      dashboard: dashboard + elsewhere + suffix,
      alarmStack: alarmStack + suffix,
      fleetStack: fleetStack + suffix,
    },
    // so that one participant's clean-up does not look for another's resources
    tag: { ...config.tag, value: config.tag.value + suffix },
  };
}

function refuse(problems: readonly string[]): void {
  if (problems.length === 0) return;
  const [first] = problems;
  const message =
    problems.length === 1
      ? `workshop.config.ts: ${first}`
      : `workshop.config.ts has ${problems.length} problems:\n${problems.map((problem) => `  ${problem}`).join('\n')}`;
  throw new WorkshopError('configuration', message, '');
}
