import { classifyAwsError } from '../aws-errors.ts';
import type { CatalogueEntry, Outcome, Report, Workshop } from '../contract.ts';
import { explain } from '../explain.ts';
import { interrupted } from '../interrupted.ts';

/** One kind of resource, and what is left of it by name. */
export interface Proof {
  readonly title: string;
  readonly left: readonly string[];
}

export type FindLeftovers = (workshop: Workshop) => Promise<readonly Proof[]>;

export interface CleanUpOptions {
  readonly workshop: Workshop;
  readonly entries: readonly CatalogueEntry[];
  readonly findLeftovers: FindLeftovers;
  readonly report: Report;
  readonly say: (line: string) => void;
  readonly debug: boolean;
  /** Runs the same again: part of the remedies. */
  readonly command: string;
}

/** The stem that the proofs are reported under. */
const STEM = 'clean-up';

/**
 * Undoes every step, the last first, then proves by reading that nothing is left. A step that can
 * not be undone does not keep the others from it; the proofs say what that has left.
 *
 * @throws {WorkshopError} `interrupted`
 */
export async function cleanUp(options: CleanUpOptions): Promise<Outcome[]> {
  const { workshop, entries, report } = options;
  for (const { stem, number, step } of [...entries].reverse()) {
    report({ event: 'step', step: stem, number, title: step.title, action: 'undo' });
    try {
      await step.undo(workshop, (progress) => report({ event: 'progress', step: stem, progress }));
    } catch (error) {
      if (workshop.cloud.signal.aborted) throw interrupted(error);
      for (const line of explain(error, options.debug)) options.say(`  ${line}`);
    }
    if (workshop.cloud.signal.aborted) throw interrupted();
  }
  report({ event: 'step', step: STEM, number: 0, title: 'What is left', action: 'verify' });
  const outcomes = await prove(options);
  for (const outcome of outcomes) report({ event: 'check', ...outcome });
  return outcomes;
}

async function prove({ workshop, findLeftovers, command }: CleanUpOptions): Promise<Outcome[]> {
  const { cloud } = workshop;
  const common = {
    step: STEM,
    expected: 'nothing',
    command: `aws cloudformation describe-stacks --query "Stacks[].StackName" ${cloud.cliOptions}`,
  };
  try {
    const proofs = await findLeftovers(workshop);
    return proofs.map(({ title, left }) => ({
      ...common,
      title,
      evidence: { left },
      ...(left.length === 0
        ? { verdict: 'PASS', observed: '', reason: '', remedy: '' }
        : {
            verdict: 'FAIL',
            observed: left.join(', '),
            reason: `Still there: ${left.join(', ')}`,
            remedy: `Run it again: ${command}`,
          }),
    }));
  } catch (error) {
    if (cloud.signal.aborted) throw interrupted(error);
    const { reason, remedy } = classifyAwsError(error);
    const title = 'Nothing of this workshop is left';
    return [
      { ...common, title, verdict: 'CANNOT TELL', observed: '', evidence: {}, reason, remedy },
    ];
  }
}
