import type { Outcome, Progress, Report, WorkshopEvent } from '../contract.ts';
import { inAscii } from '../ui/ascii.ts';
import { LiveArea, type TextStream } from '../ui/live-area.ts';
import { PLAIN, type Style } from '../ui/style.ts';
import { textWidth } from '../ui/width.ts';
import { wrapCommand, wrapLine } from '../ui/wrap.ts';
import { StepTable } from './step-table.ts';
import { duration } from './tally.ts';
import { textLines } from './text.ts';
import { trafficBars } from './traffic-bars.ts';

export interface LiveTextOptions {
  readonly stream: TextStream;
  /** In the plain style nothing is painted over, and each fact is one line. */
  readonly style: Style;
  /** False: what is written is ASCII. */
  readonly unicode: boolean;
}

export interface LiveText {
  readonly report: Report;
  /** A line outside the events. */
  say(line: string): void;
  /** A command to be copied. */
  sayCommand(command: string): void;
  /** Leaves the screen settled: no line that will be painted over, no bars. */
  settle(): void;
}

/** Longer lines are hard to read, however wide the terminal is. */
const READABLE_COLUMNS = 100;

/**
 * Writes events as they come, on a terminal without breaking a word. There a wait is painted over by
 * the next one, and traffic is bars; in the plain style a wait is told once, and traffic once a minute
 * of cloud time.
 */
export function liveText({ stream, style, unicode }: LiveTextOptions): LiveText {
  const area = style === PLAIN ? undefined : new LiveArea(stream);
  const table = new StepTable();
  let target: Extract<WorkshopEvent, { event: 'target' }> | undefined;
  let waiting: Wait | undefined;
  let waitTold = '';
  let traffic: Traffic | undefined;
  let minuteShown = 0;
  let judged: Outcome | undefined;

  const set = (text: string) => (unicode ? text : inAscii(text));
  const line = (text: string) => stream.write(`${text}\n`);
  const sayCommand = (command: string) => {
    for (const part of wrapCommand(set(command), width(stream))) line(part);
  };
  const say = (text: string, most = READABLE_COLUMNS) => {
    const columns = Math.min(width(stream), most);
    const [, lead, indent = '', command] = ENDS_IN_COMMAND.exec(text) ?? [];
    if (lead === undefined || textWidth(text) <= columns) {
      for (const part of wrapLine(set(text), columns)) line(part);
    } else {
      for (const part of wrapLine(set(lead), columns)) line(part);
      sayCommand(`${indent}  ${command}`);
    }
  };
  const tell = (event: WorkshopEvent) => {
    const columns = Math.min(width(stream), WIDEST_DRAWING);
    const isDrawn = event.event === 'progress' && event.progress.kind === 'chart';
    for (const text of textLines(event, { style, columns, target })) {
      if (COMMAND.test(text)) sayCommand(text);
      else say(text, isDrawn ? columns : READABLE_COLUMNS);
    }
  };
  const tellProgress = (progress: Progress) => tell({ event: 'progress', step: '', progress });
  const settle = () => {
    if (waiting !== undefined) area?.takeAway();
    else area?.leave();
    if (area === undefined && traffic !== undefined) tellProgress(traffic);
    waiting = undefined;
    traffic = undefined;
    minuteShown = 0;
  };
  const wait = (text: string) => {
    // a countdown would be a new line each time: on paper only a new sentence is news
    const sentence = text.replace(/[\d,]+/g, '#');
    const isNews = sentence !== waiting?.sentence;
    waiting = { sentence, text, sinceMs: isNews ? performance.now() : (waiting?.sinceMs ?? 0) };
    if (area !== undefined) area.show((columns) => waitLines(waiting, columns));
    else if (isNews && sentence !== waitTold) tellProgress({ kind: 'wait', text });
    waitTold = sentence;
  };
  const waitLines = (wait: Wait | undefined, columns: number): string[] => {
    if (wait === undefined) return [];
    const seconds = Math.floor((performance.now() - wait.sinceMs) / 1000);
    const gone = seconds < WORTH_TELLING_SECONDS ? '' : ` (${duration(seconds)} gone)`;
    return wrapLine(set(`  … ${wait.text}${gone}`), columns).map(style.faint);
  };
  const showTraffic = (progress: Traffic) => {
    traffic = progress;
    if (area !== undefined) {
      return area.show((columns) =>
        trafficBars(progress, columns - 2).map((text) => set(`  ${text}`)),
      );
    }
    const minute = Math.floor(progress.cloudSeconds / 60);
    if (minute <= minuteShown || progress.cloudSeconds >= progress.totalCloudSeconds) return;
    minuteShown = minute;
    tellProgress(progress);
    traffic = undefined;
  };
  const report = (event: WorkshopEvent) => {
    table.see(event);
    if (event.event === 'progress' && event.progress.kind === 'wait') {
      if (traffic !== undefined) settle();
      return wait(event.progress.text);
    }
    if (event.event === 'progress' && event.progress.kind === 'traffic') {
      if (waiting !== undefined) settle();
      return showTraffic(event.progress);
    }
    settle();
    if (event.event === 'target') target = event;
    if (event.event === 'step') waitTold = '';
    if (event.event === 'summary') for (const text of table.lines(style)) say(text);
    if (event.event !== 'check') return tell(event);
    tell(hasReasonOf(judged, event) ? { ...event, ...AS_ABOVE } : event);
    judged = event;
  };
  return {
    report,
    say: (text) => {
      settle();
      say(text);
    },
    sayCommand: (command) => {
      settle();
      sayCommand(command);
    },
    settle,
  };
}

type Traffic = Extract<Progress, { kind: 'traffic' }>;

interface Wait {
  /** without its numbers */
  readonly sentence: string;
  readonly text: string;
  readonly sinceMs: number;
}

const WORTH_TELLING_SECONDS = 3;

/** A chart of a few minutes is not seen better over two screens. */
const WIDEST_DRAWING = 140;

/** A sentence and, as it was typed, the command that it leads to. */
const ENDS_IN_COMMAND = /^(( *).*?:) ((?:npm run|aws) (?:(?!\. ).)*[^.])$/;

const COMMAND = /^ +see {2,}\S*aws /;

/** A file's lines are as long as they are. */
function width({ columns }: TextStream): number {
  return columns === undefined || columns === 0 ? Number.POSITIVE_INFINITY : columns;
}

/** What is left of a check that does not pass for the reason that was told just before. */
const AS_ABOVE = { reason: 'as above', expected: '', observed: '', remedy: '', command: '' };

function hasReasonOf(judged: Outcome | undefined, { step, verdict, reason }: Outcome): boolean {
  if (judged === undefined || reason === '') return false;
  return judged.step === step && judged.verdict === verdict && judged.reason === reason;
}
