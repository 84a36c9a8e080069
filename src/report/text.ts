import type { Outcome, Progress, ShardCounts, Verdict, WorkshopEvent } from '../contract.ts';
import { grouped } from '../grouped.ts';
import type { Style } from '../ui/style.ts';
import { chartLines } from './chart.ts';
import { summaryLine } from './tally.ts';

const SYMBOL: Record<Verdict, string> = {
  PASS: '✔',
  FAIL: '✘',
  'NOT YET': '…',
  'CANNOT TELL': '?',
};

const ACTION: Record<Extract<WorkshopEvent, { event: 'step' }>['action'], string> = {
  run: '',
  'by hand': ' (by hand)',
  skip: ' (skipped)',
  verify: '',
  'done before': ' (done before)',
};

/** What an event says to a person; waits and traffic have a form of their own on a terminal. */
export function textLines(event: WorkshopEvent, style: Style): string[] {
  switch (event.event) {
    case 'target':
      return [targetLine(event)];
    case 'step': {
      const number = event.number === 0 ? '' : `${event.number} · `;
      return ['', style.strong(`${number}${event.title}${ACTION[event.action]}`)];
    }
    case 'progress':
      return progressLines(event.progress, style);
    case 'check':
      return outcomeLines(event, style);
    case 'summary':
      return ['', style.strong(summaryLine(event))];
  }
}

function targetLine(event: Extract<WorkshopEvent, { event: 'target' }>): string {
  const where = {
    local: `Local AWS at ${event.endpoint}`,
    endpoint: `AWS endpoint ${event.endpoint}`,
    aws: 'Amazon Web Services',
  }[event.target];
  const time = event.timeLapse ? ', time-lapse: its clock is moved forward instead of waiting' : '';
  return `${where}, region ${event.region}${time}`;
}

function progressLines(progress: Progress, style: Style): string[] {
  switch (progress.kind) {
    case 'fact':
      return [`  ${clean(progress.text)}`];
    case 'wait':
      return [style.faint(`  … ${clean(progress.text)}`)];
    case 'traffic':
      return [`  ${trafficLine(progress)}`];
    case 'chart':
      return chartLines(progress).map((line) => `  ${clean(line)}`);
  }
}

/** `120 of 300 s: shardId-000000000000 24,000, …; 0 refused` */
export function trafficLine(traffic: Extract<Progress, { kind: 'traffic' }>): string {
  const { cloudSeconds, totalCloudSeconds, shards } = traffic;
  const sorted = Object.entries(shards).sort(([left], [right]) => left.localeCompare(right));
  const counts = sorted.map(([shardId, { accepted }]) => `${shardId} ${grouped(accepted)}`);
  const refused = total(shards, 'throttled');
  return `${Math.floor(cloudSeconds)} of ${totalCloudSeconds} s: ${counts.join(', ')}; ${grouped(refused)} refused`;
}

export function total(
  shards: Readonly<Record<string, ShardCounts>>,
  member: keyof ShardCounts,
): number {
  return Object.values(shards).reduce((sum, counts) => sum + counts[member], 0);
}

/** A verdict, and everything that a participant needs to get on when it is not PASS. */
export function outcomeLines(outcome: Outcome, style: Style): string[] {
  const { verdict, title, observed } = outcome;
  const head = `  ${inColour(verdict, style)(`${SYMBOL[verdict]} ${verdict}`)}  ${clean(title)}`;
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

function labelled(label: string, text: string, style: Style | undefined): string[] {
  const [first = '', ...rest] = text.split('\n');
  const set = style?.code ?? ((line: string) => line);
  return [
    `      ${label.padEnd(8)}  ${set(first)}`,
    ...rest.map((line) => `                ${set(line)}`),
  ];
}

function inColour(verdict: Verdict, style: Style): (text: string) => string {
  if (verdict === 'PASS') return style.good;
  return verdict === 'FAIL' ? style.bad : style.open;
}

/** Texts that come from AWS must not steer the terminal. */
function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
