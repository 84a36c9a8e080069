import type {
  Outcome,
  Progress,
  StepEvent,
  TargetEvent,
  Verdict,
  WorkshopEvent,
} from '../contract.ts';
import { estimateText } from '../cost/words.ts';
import { grouped } from '../grouped.ts';
import { sumCounts } from '../traffic/count.ts';
import { PLAIN, type Style } from '../ui/style.ts';
import { chartFacts, chartLines } from './chart.ts';
import { heaviestShards } from './heaviest-shards.ts';
import { tableText } from './table.ts';
import { summaryLine } from './tally.ts';

export const SIGN: Readonly<Record<Verdict, string>> = {
  PASS: '✔',
  FAIL: '✘',
  'NOT YET': '…',
  'CANNOT TELL': '?',
};

const ACTION: Record<StepEvent['action'], string> = {
  run: '',
  'by hand': ' (by hand)',
  skip: ' (skipped)',
  verify: '',
  'done before': ' (done before)',
};

/** Where an event is told. */
export interface Page {
  readonly style: Style;
  /** what a drawn line may take */
  readonly columns: number;
  /** The AWS that was told of; undefined before that. */
  readonly target: Pick<TargetEvent, 'target' | 'timeLapse'> | undefined;
}

/**
 * What an event says to a person, a line a fact; only what is drawn is made for a width. In the plain
 * style words say what signs and bars say otherwise.
 */
export function textLines(event: WorkshopEvent, { style, columns, target }: Page): string[] {
  switch (event.event) {
    case 'target':
      return [targetLine(event)];
    case 'step':
      return ['', style.strong(stepHead(event, style)), ...estimateLines(event, target)];
    case 'progress':
      return progressLines(event.progress, style, columns);
    case 'check':
      return outcomeLines(event, style);
    case 'summary':
      return ['', style.strong(summaryLine(event))];
  }
}

function targetLine(event: TargetEvent): string {
  const where = {
    local: `Local AWS at ${event.endpoint}`,
    endpoint: `AWS endpoint ${event.endpoint}`,
    aws: 'Amazon Web Services',
  }[event.target];
  const time = event.timeLapse ? ', time-lapse: its clock is moved forward instead of waiting' : '';
  return `${where}, region ${event.region}${time}`;
}

/** `Step 3 of 7 · Send traffic that makes one shard hot` */
export function stepHead(
  step: Pick<StepEvent, 'number' | 'of' | 'title' | 'action'>,
  style: Style,
): string {
  const { number, of } = step;
  const place = number === 0 ? '' : `Step ${number} of ${of}${style === PLAIN ? ': ' : ' · '}`;
  return `${place}${stepTitle(step)}`;
}

/** `Send traffic that makes one shard hot (skipped)` */
export function stepTitle({ title, action }: Pick<StepEvent, 'title' | 'action'>): string {
  return `${clean(title)}${ACTION[action]}`;
}

function estimateLines({ estimate }: StepEvent, target: Page['target']): string[] {
  return estimate === undefined || target === undefined ? [] : [estimateText(estimate, target)];
}

export function progressLines(progress: Progress, style: Style, columns: number): string[] {
  switch (progress.kind) {
    case 'fact':
      return [`  ${clean(progress.text)}`];
    case 'wait':
      return [`  ${style === PLAIN ? '' : '… '}${clean(progress.text)}`];
    case 'table':
      return tableText(progress, style === PLAIN ? 0 : columns - 2).map(
        (line) => `  ${clean(line)}`,
      );
    case 'traffic':
      return [`  ${trafficLine(progress)}`];
    case 'chart': {
      const lines = style === PLAIN ? chartFacts(progress) : chartLines(progress, columns - 2);
      return lines.map((line) => `  ${clean(line)}`);
    }
  }
}

const SHARDS_IN_A_SENTENCE = 8;

/** `120 of 300 s: shardId-000000000000 24,000, …; 0 refused` */
export function trafficLine(traffic: Extract<Progress, { kind: 'traffic' }>): string {
  const { cloudSeconds, totalCloudSeconds, shards } = traffic;
  const { shown, others } = heaviestShards(shards, SHARDS_IN_A_SENTENCE);
  const counts = shown.map(([shardId, { accepted }]) => `${shardId} ${grouped(accepted)}`);
  if (others !== '') counts.push(others);
  const refused = sumCounts(shards).throttled;
  return `${Math.floor(cloudSeconds)} of ${totalCloudSeconds} s: ${counts.join(', ')}; ${grouped(refused)} refused`;
}

/** A verdict, and everything that a participant needs to get on when it is not PASS. */
function outcomeLines(outcome: Outcome, style: Style): string[] {
  const { verdict, title, observed } = outcome;
  const head = `  ${verdictMark(verdict, style)}  ${clean(title)}`;
  if (verdict === 'PASS') {
    return observed === '' ? [head] : [head, style.faint(`          ${clean(observed)}`)];
  }
  const wait = outcome.waitSeconds === undefined ? '' : ` (${outcome.waitSeconds} s left)`;
  const details: [string, string][] = [
    ['reason', `${outcome.reason}${wait}`],
    ['expected', outcome.expected],
    ['observed', observed],
    ['next', outcome.remedy],
    ['see', outcome.command],
  ];
  return [
    head,
    ...details
      .filter(([, text]) => text !== '')
      .flatMap(([label, text]) =>
        labelled(label, clean(text), label === 'see' ? style : undefined),
      ),
  ];
}

/** `✔ PASS`, in colour; where it is plain, the word alone. */
export function verdictMark(verdict: Verdict, style: Style): string {
  return style === PLAIN ? verdict : inColour(verdict, style)(`${SIGN[verdict]} ${verdict}`);
}

function labelled(label: string, text: string, style: Style | undefined): string[] {
  const [first = '', ...rest] = text.split('\n');
  const set = style?.code ?? ((line: string) => line);
  return [
    `      ${label.padEnd(8)}  ${set(first)}`,
    ...rest.map((line) => `                ${set(line)}`),
  ];
}

/** By the colour of a verdict, which never stands alone. */
export function inColour(verdict: Verdict, style: Style): (text: string) => string {
  if (verdict === 'PASS') return style.good;
  return verdict === 'FAIL' ? style.bad : style.open;
}

/** Texts that come from elsewhere must not steer the terminal. */
export function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
