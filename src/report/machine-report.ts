import type { Format } from '../cli/options.ts';
import type { Outcome, WorkshopEvent } from '../contract.ts';
import type { Seen } from '../picture/seen.ts';
import type { TextStream } from '../ui/live-area.ts';
import { PLAIN } from '../ui/style.ts';
import { jsonLine } from './json.ts';
import { junitXml, type ReportedStep, stepSuites } from './junit.ts';
import { liveText } from './live-text.ts';
import { markdownTable } from './markdown.ts';
import { latest, type Summary, summarise } from './tally.ts';

/** What a machine, or a reader later on, gets of a command. */
export interface MachineReport {
  report(event: WorkshopEvent): void;
  /**
   * The document at the end; undefined when everything has been written already.
   *
   * @param seen what a document with pictures shows of the stream
   */
  whole(seen: Seen | undefined): Promise<string | undefined>;
}

/** @param output the file that gets it; standard output when undefined */
export function machineReport(
  format: Format,
  output: string | undefined,
  stdout: TextStream,
): MachineReport {
  switch (format) {
    case 'text':
      return output === undefined ? nothing() : textDocument();
    case 'json':
      return jsonLines(output, stdout);
    case 'junit':
      return tableDocument((steps, outcomes, summary) =>
        junitXml(stepSuites(steps, outcomes), summary),
      );
    case 'markdown':
      return tableDocument((_, ...rest) => markdownTable(...rest));
    case 'html':
      return htmlDocument();
  }
}

function nothing(): MachineReport {
  return { report: () => undefined, whole: async () => undefined };
}

function jsonLines(output: string | undefined, stdout: TextStream): MachineReport {
  let whole = '';
  return {
    report: (event) => {
      const line = `${jsonLine(event)}\n`;
      if (output === undefined) stdout.write(line);
      else whole += line;
    },
    whole: async () => (output === undefined ? undefined : whole),
  };
}

function textDocument(): MachineReport {
  let whole = '';
  const write = (text: string) => {
    whole += text;
  };
  const live = liveText({ stream: { write }, style: PLAIN, unicode: true });
  return {
    report: live.report,
    whole: async () => {
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
    whole: async () => {
      const counted = latest(outcomes);
      return render([...steps.values()], counted, summary ?? summarise(counted, 0, 0));
    },
  };
}

/** What draws it is loaded at the end: it takes 300 ms. */
function htmlDocument(): MachineReport {
  const events: WorkshopEvent[] = [];
  return {
    report: (event) => {
      if (event.event !== 'progress') events.push(event);
    },
    whole: async (seen) => (await import('./html/walk-page.ts')).walkPage(events, seen, Date.now()),
  };
}
