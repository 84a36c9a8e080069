import type { ClassStanding, MemberStanding } from '../../contract.ts';
import { passingByStep } from '../../report/class/class-sums.ts';
import { needSentence, stuckSentences } from '../../report/class/class-words.ts';
import { byNeed, needOf, needsHelp } from '../../report/class/need.ts';
import { verdictAt } from '../../report/class/standing.ts';
import { stuckWords } from '../../report/class/stuck-words.ts';
import type { ClassModel, MemberModel } from '../models.ts';

/** A class for its page. Its checks are left out: 500 times as many would be sent at each change. */
export function classModel(
  standing: ClassStanding,
  stuckAfterSeconds: number,
  hasEnded: boolean,
): ClassModel {
  const { steps, members, of } = standing;
  return {
    steps,
    of,
    passing: passingByStep(standing),
    told: [needSentence(standing, stuckAfterSeconds), ...stuckSentences(standing)],
    hasEnded,
    members: byNeed(members, stuckAfterSeconds).map((member) => {
      const need = needOf(member, stuckAfterSeconds);
      return {
        participant: member.participant,
        verdicts: steps.map(({ stem }) => verdictAt(member, stem) ?? null),
        need,
        needsHelp: needsHelp(need),
        ...stuckWords(member, steps, stuckAfterSeconds),
      };
    }),
  };
}

/** One of the class with all that was seen. */
export function memberModel(participant: string, member: MemberStanding | undefined): MemberModel {
  return {
    participant,
    outcomes: member?.outcomes ?? [],
    lookedAtMs: member?.lookedAtMs ?? null,
    lastWorkMs: member?.lastWorkMs ?? null,
  };
}
