import type {
  CatalogueEntry,
  Check,
  Cloud,
  Config,
  Step,
  Workshop,
  WorkshopEvent,
} from '../../src/contract.ts';
import type { Reporter } from '../../src/report/open-reporter.ts';
import { latest } from '../../src/report/tally.ts';
import { PLAIN } from '../../src/ui/style.ts';
import config from '../../workshop.config.ts';

/** A cloud without an AWS behind it: only its clock runs, and only by `sleep`. */
export interface FakeWorkshop extends Workshop {
  readonly slept: number[];
  readonly controller: AbortController;
}

export function fakeWorkshop(
  overrides: Partial<Cloud> = {},
  settings: Partial<Config> = {},
): FakeWorkshop {
  const controller = new AbortController();
  const slept: number[] = [];
  let nowMs = Date.parse('2026-06-01T12:00:00Z');
  const clients = {} as Pick<Cloud, 'kinesis' | 'cloudwatch' | 'cloudformation' | 'sts'>;
  const cloud: Cloud = {
    ...clients,
    cloudwatchIn: () => clients.cloudwatch,
    region: 'us-east-1',
    target: 'local',
    cliOptions: '--region us-east-1',
    npmOptions: '',
    timeLapse: true,
    signal: controller.signal,
    now: () => nowMs,
    sleep: async (seconds) => {
      controller.signal.throwIfAborted();
      slept.push(seconds);
      nowMs += seconds * 1000;
    },
    ...overrides,
  };
  return { config: { ...config, ...settings }, cloud, slept, controller };
}

export function fakeCheck(title: string, run: Check['run']): Check {
  return {
    title,
    remedy: () => `Do what makes "${title}" true`,
    expected: () => `expected of ${title}`,
    command: () => `aws shows ${title}`,
    run,
  };
}

export function fakeEntry(
  number: number,
  name: string,
  checks: readonly Check[],
  step: Partial<Step> = {},
): CatalogueEntry {
  return {
    stem: `0${number}-${name}`,
    number,
    of: 3,
    checks,
    step: {
      title: `Title of ${name}`,
      guide: `Why ${name}.\n\nHow ${name}.`,
      hint: `Hint for ${name}`,
      commands: () => [`aws ${name}`],
      takesSeconds: () => 90,
      run: async () => undefined,
      undo: async () => undefined,
      ...step,
    },
  };
}

/** A report that keeps what it is told. */
export function recorder(): { events: WorkshopEvent[]; report: (event: WorkshopEvent) => void } {
  const events: WorkshopEvent[] = [];
  return { events, report: (event) => events.push(event) };
}

/** A reporter that keeps what it is told, and shows nothing. */
export function fakeReporter() {
  const { events, report } = recorder();
  const lines: string[] = [];
  const outcomes = () =>
    latest(events.flatMap((event) => (event.event === 'check' ? [event] : [])));
  const reporter: Reporter = {
    report,
    say: (line) => {
      lines.push(line);
    },
    sayBeforeQuestion: (line) => {
      lines.push(line);
    },
    sayCommand: (command) => {
      lines.push(command);
    },
    settle: () => undefined,
    style: PLAIN,
    showImage: undefined,
    record: (outcome) => report({ event: 'check', ...outcome }),
    outcomes,
    look: async () => undefined,
    close: async () => undefined,
  };
  return { reporter, events, lines, outcomes };
}
