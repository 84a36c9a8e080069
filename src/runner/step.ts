import type {
  CatalogueEntry,
  Outcome,
  StepEvent,
  Tell,
  Workshop,
  WorkshopEvent,
} from '../contract.ts';
import { stepEstimate } from '../cost/usd.ts';
import { judgeAll } from '../judge.ts';
import { widgetPicture } from '../picture/widget-picture.ts';
import type { Reporter } from '../report/open-reporter.ts';
import { stepLine, summarise } from '../report/tally.ts';
import { isCleanUp } from '../selection.ts';

export interface StepOptions {
  readonly workshop: Workshop;
  readonly reporter: Reporter;
  /** Cloud seconds that a NOT YET is waited for. */
  readonly waitSeconds: number;
  readonly debug: boolean;
}

/** Runs a step, telling what it does, and judges its checks. */
export async function runAndJudge(
  entry: CatalogueEntry,
  { workshop, reporter, waitSeconds, debug }: StepOptions,
): Promise<Outcome[]> {
  const { report } = reporter;
  const [startMs, cloudStartMs] = [performance.now(), workshop.cloud.now()];
  const estimate = stepEstimate(entry.step, workshop.config);
  report({ ...stepEvent(entry, 'run'), estimate });
  await lookBeforeTheEnd(entry, reporter);
  let widget: string | undefined;
  const tellOn: Tell = (progress) => report({ event: 'progress', step: entry.stem, progress });
  await entry.step.run(workshop, (progress) => {
    if (progress.kind !== 'chart') return tellOn(progress);
    const { widget: drawing, ...chart } = progress;
    widget = drawing;
    tellOn(chart);
  });
  if (widget !== undefined) await showPicture(widget, workshop, reporter);
  const outcomes = await judgeAll([entry], workshop, { waitSeconds, report, debug });
  const seconds = (performance.now() - startMs) / 1000;
  const cloudSeconds = (workshop.cloud.now() - cloudStartMs) / 1000;
  reporter.say(stepLine(entry.number, summarise(outcomes, seconds, cloudSeconds)));
  return outcomes;
}

/** For a report with pictures: after the clean-up there is nothing left to be drawn. */
export async function lookBeforeTheEnd(
  { stem }: CatalogueEntry,
  { look }: Pick<Reporter, 'look'>,
): Promise<void> {
  if (isCleanUp(stem)) await look();
}

/** The chart was told in words already, so a terminal or an AWS that refuses costs nothing. */
async function showPicture(
  widget: string,
  { cloud }: Workshop,
  { showImage }: Reporter,
): Promise<void> {
  if (showImage === undefined) return;
  const png = await widgetPicture(cloud, widget).catch(() => undefined);
  if (png !== undefined) showImage(png);
}

/**
 * How a step's checks stand before anything is done. Where nothing but time is missing, it is
 * waited for; the verdicts are not told yet, since the step may still be run.
 */
export async function whereItStands(
  entry: CatalogueEntry,
  { workshop, reporter, waitSeconds, debug }: StepOptions,
): Promise<Outcome[]> {
  const first = await judgeAll([entry], workshop, { waitSeconds: 0, debug });
  const needsTime = first.some(({ verdict }) => verdict === 'NOT YET');
  const needsMore = first.some(({ verdict }) => verdict === 'FAIL' || verdict === 'CANNOT TELL');
  if (!needsTime || needsMore) return first;
  const report = (event: WorkshopEvent) => {
    if (event.event === 'progress') reporter.report(event);
  };
  return judgeAll([entry], workshop, { waitSeconds, debug, report });
}

/** Tells verdicts that were reached earlier. */
export function tell(
  entry: CatalogueEntry,
  action: StepEvent['action'],
  outcomes: readonly Outcome[],
  { report }: Pick<Reporter, 'report'>,
): void {
  report(stepEvent(entry, action));
  for (const outcome of outcomes) report({ event: 'check', ...outcome });
}

/** What is told of a step before its checks. */
export function stepEvent(
  { stem, number, of, step }: CatalogueEntry,
  action: StepEvent['action'],
): StepEvent {
  return { event: 'step', step: stem, number, of, title: step.title, action };
}

export function allPass(outcomes: readonly Outcome[]): boolean {
  return outcomes.every(({ verdict }) => verdict === 'PASS');
}

/** Something is not as it should be, and running the step is what may help. */
export function isToBeRun(outcomes: readonly Outcome[]): boolean {
  return outcomes.some(({ verdict }) => verdict === 'FAIL');
}
