import type { Outcome, Progress, Report, TargetEvent, WorkshopEvent } from '../contract.ts';
import { duration } from '../duration.ts';
import { LiveArea, type TextStream } from '../ui/live-area.ts';
import { PLAIN, type Style } from '../ui/style.ts';
import { TextWriter } from '../ui/text-writer.ts';
import { wrapLine } from '../ui/wrap.ts';
import { stepTable } from './step-table.ts';
import { progressLines, textLines } from './text.ts';
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

/**
 * Writes events as they come, on a terminal without breaking a word. There a wait is painted over by
 * the next one, and traffic is bars; in the plain style a wait is told once, and traffic once a minute
 * of cloud time.
 */
export function liveText({ stream, style, unicode }: LiveTextOptions): LiveText {
  const area = style === PLAIN ? undefined : new LiveArea(stream);
  const writer = new TextWriter(stream, unicode);
  const stepEvents: WorkshopEvent[] = [];
  let target: TargetEvent | undefined;
  let isWaiting = false;
  let waitTold = '';
  let sinceMs = performance.now();
  let traffic: Traffic | undefined;
  let minuteShown = 0;
  let judged: Outcome | undefined;

  const tell = (event: WorkshopEvent) => {
    const columns = Math.min(writer.columns, WIDEST_DRAWING);
    const isDrawn = event.event === 'progress' && /chart|table/.test(event.progress.kind);
    for (const text of textLines(event, { style, columns, target })) {
      if (COMMAND.test(text)) writer.sayCommand(text);
      else if (isDrawn) writer.show(text);
      else writer.say(text);
    }
  };
  const tellProgress = (progress: Progress) => tell({ event: 'progress', step: '', progress });
  const settle = () => {
    if (isWaiting) area?.takeAway();
    else area?.leave();
    if (area === undefined && traffic !== undefined) tellProgress(traffic);
    isWaiting = false;
    traffic = undefined;
    minuteShown = 0;
  };
  const wait = (text: string) => {
    isWaiting = true;
    if (area !== undefined) return area.show((columns) => waitLines(text, columns));
    // a countdown would be a new line each time: on paper only a new sentence is news
    const sentence = text.replace(/[\d,]+/g, '#');
    if (sentence !== waitTold) tellProgress({ kind: 'wait', text });
    waitTold = sentence;
  };
  const waitLines = (text: string, columns: number): string[] => {
    const seconds = Math.floor((performance.now() - sinceMs) / 1000);
    const soFar = seconds < WORTH_TELLING_SECONDS ? '' : `, ${duration(seconds)} so far`;
    const told = progressLines({ kind: 'wait', text: `${text}${soFar}` }, style, columns);
    return told.flatMap((line) => wrapLine(writer.spell(line), columns).map(style.faint));
  };
  const showTraffic = (progress: Traffic) => {
    traffic = progress;
    if (area !== undefined) {
      return area.show((columns, rows) => {
        for (let most = rows - 2; ; most -= 1) {
          const lines = trafficBars(progress, columns - 2, most).flatMap((text) =>
            wrapLine(writer.spell(`  ${text}`), columns),
          );
          if (lines.length <= rows || most <= 1) return lines;
        }
      });
    }
    const minute = Math.floor(progress.cloudSeconds / 60);
    if (minute <= minuteShown || progress.cloudSeconds >= progress.totalCloudSeconds) return;
    minuteShown = minute;
    tellProgress(progress);
    traffic = undefined;
  };
  const report = (event: WorkshopEvent) => {
    if (event.event !== 'progress') stepEvents.push(event);
    if (event.event === 'progress' && event.progress.kind === 'wait') {
      if (traffic !== undefined) settle();
      return wait(event.progress.text);
    }
    if (event.event === 'progress' && event.progress.kind === 'traffic') {
      if (isWaiting) settle();
      return showTraffic(event.progress);
    }
    settle();
    if (event.event === 'target') target = event;
    if (event.event === 'step') {
      waitTold = '';
      sinceMs = performance.now();
    }
    if (event.event === 'summary')
      for (const text of stepTable(stepEvents, style)) writer.say(text);
    if (event.event !== 'check') return tell(event);
    tell(hasReasonOf(judged, event) ? { ...event, ...AS_ABOVE } : event);
    judged = event;
  };
  return {
    report,
    say: (text) => {
      settle();
      // between the steps, as before one that is done by hand
      sinceMs = performance.now();
      writer.say(text);
    },
    sayCommand: (command) => {
      settle();
      writer.sayCommand(command);
    },
    settle,
  };
}

type Traffic = Extract<Progress, { kind: 'traffic' }>;

const WORTH_TELLING_SECONDS = 3;

/** A chart of a few minutes is not seen better over two screens. */
const WIDEST_DRAWING = 140;

const COMMAND = /^ +see {2,}\S*aws /;

/** What is left of a check that does not pass for the reason that was told just before. */
const AS_ABOVE = { reason: 'as above', expected: '', observed: '', remedy: '', command: '' };

function hasReasonOf(judged: Outcome | undefined, { step, verdict, reason }: Outcome): boolean {
  if (judged === undefined || reason === '') return false;
  return judged.step === step && judged.verdict === verdict && judged.reason === reason;
}
