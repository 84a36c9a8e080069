import type { Outcome, Progress, Report, WorkshopEvent } from '../contract.ts';
import type { Style } from '../ui/style.ts';
import { wrapLine } from '../ui/wrap.ts';
import { textLines } from './text.ts';
import type { TrafficBars } from './traffic-bars.ts';

/** Where words for people go. */
export interface TextStream {
  readonly columns?: number;
  write(text: string): unknown;
}

export interface LiveTextOptions {
  readonly stream: TextStream;
  readonly style: Style;
  /** Draws the traffic, on a terminal that can repaint; undefined: one line a fact. */
  readonly bars: TrafficBars | undefined;
}

export interface LiveText {
  readonly report: Report;
  /** A line outside the events. */
  say(line: string): void;
  /** Leaves the screen settled: no line that will be painted over, no bars. */
  settle(): void;
}

/**
 * Writes events as they come. On a terminal a wait is one line that the next one replaces, and
 * traffic is bars; elsewhere a wait is told once, and traffic once a minute of cloud time.
 */
export function liveText({ stream, style, bars }: LiveTextOptions): LiveText {
  let waitShown = '';
  let traffic: Traffic | undefined;
  let minuteShown = 0;
  let judged: Outcome | undefined;

  const line = (text: string) => stream.write(`${text}\n`);
  // A terminal would break a long line within a word. Commands stay whole, to be copied.
  const lines = (event: WorkshopEvent) => {
    for (const text of textLines(event, style)) {
      const columns = bars === undefined || COMMAND.test(text) ? undefined : stream.columns;
      for (const part of columns === undefined ? [text] : wrapLine(text, columns)) line(part);
    }
  };
  const settle = () => {
    if (bars !== undefined && waitShown !== '') stream.write('\r\u001b[K');
    waitShown = '';
    bars?.stop();
    if (bars === undefined && traffic !== undefined && traffic.cloudSeconds > minuteShown * 60) {
      tellLines(traffic);
    }
    traffic = undefined;
    minuteShown = 0;
  };
  const tellLines = (progress: Progress) => {
    lines({ event: 'progress', step: '', progress });
  };
  const wait = (text: string) => {
    // a countdown would be a new line each time: on paper only a new sentence is news
    const known = bars === undefined ? text.replace(/\d+/g, '#') : text;
    if (known === waitShown) return;
    if (bars === undefined) tellLines({ kind: 'wait', text });
    else stream.write(`\r\u001b[K${style.faint(fit(`  … ${text}`, stream.columns ?? 80))}`);
    waitShown = known;
  };
  const showTraffic = (progress: Traffic) => {
    traffic = progress;
    if (bars !== undefined) return bars.show(progress);
    const minute = Math.floor(progress.cloudSeconds / 60);
    if (minute <= minuteShown) return;
    minuteShown = minute;
    tellLines(progress);
  };
  const report = (event: WorkshopEvent) => {
    if (event.event === 'progress' && event.progress.kind === 'wait') {
      if (traffic !== undefined) settle();
      return wait(event.progress.text);
    }
    if (event.event === 'progress' && event.progress.kind === 'traffic') {
      if (waitShown !== '') settle();
      return showTraffic(event.progress);
    }
    settle();
    if (event.event !== 'check') return lines(event);
    lines(hasReasonOf(judged, event) ? { ...event, ...AS_ABOVE } : event);
    judged = event;
  };
  const say = (text: string) => {
    settle();
    line(text);
  };
  return { report, say, settle };
}

const COMMAND = /^ +see +\S*aws /;

/** What is left of a check that does not pass for the reason that was told just before. */
const AS_ABOVE = { reason: 'as above', expected: '', observed: '', remedy: '', command: '' };

function hasReasonOf(judged: Outcome | undefined, { step, verdict, reason }: Outcome): boolean {
  if (judged === undefined || reason === '') return false;
  return judged.step === step && judged.verdict === verdict && judged.reason === reason;
}

type Traffic = Extract<Progress, { kind: 'traffic' }>;

/** A line that is painted over must not be broken by the terminal. */
function fit(text: string, columns: number): string {
  return text.length < columns ? text : `${text.slice(0, Math.max(columns - 2, 1))}…`;
}
