import type { Format, ReportFile } from '../cli/options.ts';
import type { Terminal } from '../cli/terminal.ts';
import type { Outcome, Report, WorkshopEvent } from '../contract.ts';
import { isTelling, type Seen } from '../picture/seen.ts';
import { imageShower, type ShowImage } from '../picture/terminal-image.ts';
import type { TextStream } from '../ui/live-area.ts';
import { loadColours, PLAIN, type Style } from '../ui/style.ts';
import { openDestinations, writeReports } from './destinations.ts';
import { liveText } from './live-text.ts';
import { machineReport } from './machine-report.ts';
import { latest } from './tally.ts';
import { allWithoutIdentities, namelessSight, withoutIdentities } from './without-identities.ts';

export interface ReporterOptions {
  readonly format: Format;
  /** File that gets the report; standard output when undefined. */
  readonly output: string | undefined;
  readonly reports: readonly ReportFile[];
  /** Account ids, ARNs and access keys may stand in what is reported. */
  readonly identities: boolean;
  readonly plain: boolean;
}

export interface ReporterStreams {
  readonly stdout: TextStream & { readonly isTTY?: boolean };
  readonly stderr: TextStream & { readonly isTTY?: boolean };
  /** `NO_COLOR` is set, or the terminal can not move its cursor. */
  readonly isDumb: boolean;
  /** False: what people read is ASCII. */
  readonly unicode: boolean;
  readonly images: Terminal['images'];
}

/** Where a command's events and words go. */
export interface Reporter {
  readonly report: Report;
  /** A line for people that is no event. */
  readonly say: (line: string) => void;
  /** A line for a person who is asked to agree: with the account that it is about, in any case. */
  readonly sayBeforeQuestion: (line: string) => void;
  /** A command to be copied. */
  readonly sayCommand: (command: string) => void;
  /** Leaves the screen settled, before something else writes to it. */
  readonly settle: () => void;
  readonly style: Style;
  /** Undefined where people's words go to no terminal that shows images. */
  readonly showImage: ShowImage | undefined;
  /** Counts an outcome, and tells machines of it; people are told in other words. */
  readonly record: (outcome: Outcome) => void;
  /** The last outcome of each check that was reported. */
  outcomes(): Outcome[];
  /**
   * Has a report with pictures see the stream as it stands. It keeps the newest sight that has
   * something to draw: after a clean-up there is nothing.
   */
  look(): Promise<void>;
  /** Writes what is written as a whole: a file, an XML, Markdown or HTML document. */
  close(): Promise<void>;
}

/** Where people read what a command tells, and how it is set off there. */
export async function peopleOf(
  { format, output, plain }: Pick<ReporterOptions, 'format' | 'output' | 'plain'>,
  streams: ReporterStreams,
): Promise<{ readonly people: ReporterStreams['stdout']; readonly style: Style }> {
  const stdoutIsForPeople = format === 'text' || output !== undefined;
  const people = stdoutIsForPeople ? streams.stdout : streams.stderr;
  const repaints = people.isTTY === true && !plain && !streams.isDumb;
  return { people, style: repaints ? await loadColours() : PLAIN };
}

/**
 * Sends events to people as text, and to machines as `--format` asks. What people read goes to
 * standard output only where no machine reads it.
 *
 * @param see reads AWS for a report with pictures; for others it is not called
 * @throws {WorkshopError} `usage` when a report can not be written; nothing was touched then
 */
export async function openReporter(
  { format, output, reports, identities, plain }: ReporterOptions,
  streams: ReporterStreams,
  see: () => Promise<Seen>,
): Promise<Reporter> {
  const destinations = await openDestinations({ format, output, reports });
  const { people, style } = await peopleOf({ format, output, plain }, streams);
  const live = liveText({ stream: people, style, unicode: streams.unicode });
  const showImage = imageShower(people, streams, { plain });
  const machines = destinations.map((to) => ({
    to,
    machine: machineReport(to.format, to.file, streams.stdout),
  }));
  const tellMachines = (event: WorkshopEvent) => {
    for (const { machine } of machines) machine.report(event);
  };
  const outcomes: Outcome[] = [];
  let seen: Seen | undefined;
  return {
    report: (whole) => {
      const event = identities ? whole : allWithoutIdentities(whole);
      if (event.event === 'check') outcomes.push(event);
      live.report(event);
      tellMachines(event);
    },
    record: (whole) => {
      const outcome = identities ? whole : allWithoutIdentities(whole);
      const { step, title } = outcome;
      outcomes.push(outcome);
      tellMachines({ event: 'step', step, number: 0, of: 0, title, action: 'verify' });
      tellMachines({ event: 'check', ...outcome });
    },
    say: (line) => live.say(identities ? line : withoutIdentities(line)),
    sayBeforeQuestion: live.say,
    sayCommand: live.sayCommand,
    settle: live.settle,
    style,
    showImage:
      showImage &&
      ((png) => {
        live.settle();
        showImage(png);
      }),
    outcomes: () => latest(outcomes),
    look: async () => {
      if (destinations.every((to) => to.format !== 'html')) return;
      const text = 'The report looks at the stream: its shards, their metrics and their records';
      live.report({ event: 'progress', step: '', progress: { kind: 'wait', text } });
      const whole = await see();
      const now = identities ? whole : namelessSight(whole);
      if (seen === undefined || isTelling(now)) seen = now;
    },
    close: async () => {
      live.settle();
      const whole = machines.map(async ({ to, machine }) => ({
        to,
        whole: await machine.whole(seen),
      }));
      await writeReports(await Promise.all(whole), streams.stdout);
    },
  };
}
