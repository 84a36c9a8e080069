import type { Outcome, Report } from '../contract.ts';
import { loadColours, PLAIN, type Style } from '../ui/style.ts';
import { jsonLine } from './json.ts';
import { junitXml, type ReportedStep } from './junit.ts';
import { type LiveText, liveText, type TextStream } from './live-text.ts';
import { markdownTable } from './markdown.ts';
import { refuseUnwritable, writeWhole } from './output-file.ts';
import { latest, type Summary, summarise } from './tally.ts';
import { loadTrafficBars } from './traffic-bars.ts';

export interface ReporterOptions {
  readonly format: 'text' | 'json' | 'junit' | 'markdown';
  /** File that gets the report; standard output when undefined. */
  readonly output: string | undefined;
  readonly plain: boolean;
}

export interface ReporterStreams {
  readonly stdout: TextStream & { readonly isTTY?: boolean };
  readonly stderr: TextStream & { readonly isTTY?: boolean };
  /** `NO_COLOR` is set, or the terminal can not move its cursor. */
  readonly isDumb: boolean;
}

/** Where a command's events and words go. */
export interface Reporter {
  readonly report: Report;
  /** A line for people that is no event. */
  readonly say: (line: string) => void;
  /** Leaves the screen settled, before something else writes to it. */
  readonly settle: () => void;
  readonly style: Style;
  /** Counts an outcome, and tells machines of it; people are told in other words. */
  readonly record: (outcome: Outcome) => void;
  /** The last outcome of each check that was reported. */
  outcomes(): Outcome[];
  /** Writes what is written as a whole: a file, an XML or Markdown document. */
  close(): Promise<void>;
}

/**
 * Sends events to people as text, and to machines as `--format` asks. What people read goes to
 * standard output only where no machine reads it.
 *
 * @throws {WorkshopError} `usage` when `--output` can not be written; nothing was touched then
 */
export async function openReporter(
  { format, output, plain }: ReporterOptions,
  streams: ReporterStreams,
): Promise<Reporter> {
  if (output !== undefined) await refuseUnwritable(output);
  const stdoutIsForPeople = format === 'text' || output !== undefined;
  const people = stdoutIsForPeople ? streams.stdout : streams.stderr;
  const repaints = people.isTTY === true && !plain && !streams.isDumb;
  const style = repaints ? await loadColours() : PLAIN;
  const bars = repaints ? await loadTrafficBars(people as NodeJS.WriteStream) : undefined;
  const live = liveText({ stream: people, style, bars });
  const machine = machineReport(format, output, streams.stdout);
  const outcomes: Outcome[] = [];
  return {
    report: (event) => {
      if (event.event === 'check') outcomes.push(event);
      live.report(event);
      machine.report(event);
    },
    record: (outcome) => {
      const { step, title } = outcome;
      outcomes.push(outcome);
      machine.report({ event: 'step', step, number: 0, of: 0, title, action: 'verify' });
      machine.report({ event: 'check', ...outcome });
    },
    say: live.say,
    settle: live.settle,
    style,
    outcomes: () => latest(outcomes),
    close: async () => {
      live.settle();
      const whole = machine.whole();
      if (whole === undefined) return;
      if (output === undefined) streams.stdout.write(whole);
      else await writeWhole(output, whole);
    },
  };
}

interface MachineReport {
  readonly report: Report;
  /** The document at the end; undefined when everything has been written already. */
  whole(): string | undefined;
}

function machineReport(
  format: ReporterOptions['format'],
  output: string | undefined,
  stdout: TextStream,
): MachineReport {
  if (format === 'text') return output === undefined ? nothing() : textDocument();
  if (format === 'json') return jsonLines(output, stdout);
  return tableDocument(format === 'junit' ? junitXml : (_, ...rest) => markdownTable(...rest));
}

function nothing(): MachineReport {
  return { report: () => undefined, whole: () => undefined };
}

function jsonLines(output: string | undefined, stdout: TextStream): MachineReport {
  let whole = '';
  return {
    report: (event) => {
      const line = `${jsonLine(event)}\n`;
      if (output === undefined) stdout.write(line);
      else whole += line;
    },
    whole: () => (output === undefined ? undefined : whole),
  };
}

function textDocument(): MachineReport {
  let whole = '';
  const write = (text: string) => {
    whole += text;
  };
  const live: LiveText = liveText({ stream: { write }, style: PLAIN, bars: undefined });
  return {
    report: live.report,
    whole: () => {
      live.settle();
      return whole;
    },
  };
}

type Render = (
  steps: readonly ReportedStep[],
  outcomes: readonly Outcome[],
  summary: Summary,
) => string;

function tableDocument(render: Render): MachineReport {
  const steps = new Map<string, ReportedStep>();
  const outcomes: Outcome[] = [];
  let summary: Summary | undefined;
  return {
    report: (event) => {
      if (event.event === 'step') steps.set(event.step, { stem: event.step, title: event.title });
      else if (event.event === 'check') outcomes.push(event);
      else if (event.event === 'summary') summary = event;
    },
    whole: () => {
      const counted = latest(outcomes);
      return render([...steps.values()], counted, summary ?? summarise(counted, 0, 0));
    },
  };
}
