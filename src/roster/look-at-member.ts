import type { Stack } from '@aws-sdk/client-cloudformation';
import { typedOptions } from '../cli/open-workshop.ts';
import type { CatalogueEntry, Cloud, Member, MemberStanding, Outcome } from '../contract.ts';
import { judgeAll } from '../judge.ts';
import { paceOf } from '../live/pace.ts';
import { Look } from './look.ts';
import { newestWorkMs } from './newest-work.ts';
import type { Common } from './place.ts';
import { troubleOf } from './trouble.ts';

export interface LookOptions {
  /** The steps that are looked at. */
  readonly entries: readonly CatalogueEntry[];
  readonly common: Common;
  /** Reasons come with stack traces. */
  readonly debug: boolean;
}

export interface Looked {
  readonly standing: MemberStanding;
  /** How many questions AWS was asked. */
  readonly questions: number;
  /** Real milliseconds until the same AWS may be looked at again; absent where it was not reached. */
  readonly paceMs?: number;
}

/**
 * Judges one member, where AWS stands now.
 *
 * @param stacks of their place, by name, where somebody has listed them
 * @throws {WorkshopError} `interrupted` when the cloud's signal is aborted
 */
export async function lookAtMember(
  member: Member,
  cloud: Cloud,
  { entries, common, debug }: LookOptions,
  stacks?: ReadonlyMap<string, Stack>,
): Promise<Looked> {
  const { config } = member;
  const look = new Look(stacks);
  const seen = { ...look.through(cloud), npmOptions: npmOptionsOf(member, cloud, common) };
  const workshop = { config, cloud: seen };
  const judged = await judgeAll(entries, workshop, { waitSeconds: 0, debug });
  const outcomes = look.trouble === undefined ? judged : remedied(judged, member, look.trouble);
  const lastWorkMs = await newestWorkMs(workshop);
  const { participant } = member;
  const standing = {
    participant,
    outcomes,
    lookedAtMs: cloud.now(),
    ...(lastWorkMs === undefined ? {} : { lastWorkMs }),
  };
  return { standing, questions: look.questions, paceMs: paceOf(cloud).walk };
}

/** The standing of somebody whose AWS could not be reached: of every check, the same trouble. */
export function unreachable(
  member: Member,
  error: unknown,
  entries: readonly CatalogueEntry[],
  nowMs: number,
): MemberStanding {
  const { reason, remedy } = troubleOf(member, error);
  const outcomes = entries.flatMap(({ stem, checks }) =>
    checks.map(
      ({ title, expected }): Outcome => ({
        step: stem,
        title,
        verdict: 'CANNOT TELL',
        expected: expected(member.config),
        observed: '',
        evidence: {},
        command: '',
        reason,
        remedy,
      }),
    ),
  );
  return { participant: member.participant, outcomes, lookedAtMs: nowMs };
}

function remedied(outcomes: readonly Outcome[], member: Member, trouble: unknown): Outcome[] {
  const { remedy } = troubleOf(member, trouble);
  return outcomes.map((outcome) =>
    outcome.verdict === 'CANNOT TELL' ? { ...outcome, remedy } : outcome,
  );
}

/** As the member would type them: the profile is the instructor's. */
function npmOptionsOf(
  { names: participant, config }: Member,
  { target, endpoint = '' }: Cloud,
  { lesson }: Common,
): string {
  const at = target === 'endpoint' ? ({ kind: target, url: endpoint } as const) : { kind: target };
  const { region } = config;
  return typedOptions({ target: at, participant, region, lesson, profile: undefined });
}
