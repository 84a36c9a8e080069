import { WorkshopError } from '../errors.ts';
import { REMEDY } from './aws-errors.ts';

/** `Answer` with these members there. */
export type Whole<Answer, Member extends keyof Answer> = Answer & {
  readonly [Name in Member]-?: NonNullable<Answer[Name]>;
};

/**
 * An answer of AWS, or a part of one, that has the members which AWS always sends: the SDK types
 * almost all of them as optional. Where one is missing, a part of the answer was lost on its way,
 * which must not be taken for nothing being there. A list that AWS leaves out when it is empty is
 * no such member.
 *
 * @throws {WorkshopError} `incomplete` with the operation and the member
 */
export function whole<Answer extends object, Member extends keyof Answer & string>(
  operation: string,
  answer: Answer,
  ...members: readonly Member[]
): Whole<Answer, Member> {
  for (const member of members) {
    if (answer[member] === undefined || answer[member] === null) {
      throw incomplete(operation, member);
    }
  }
  return answer as Whole<Answer, Member>;
}

export function incomplete(operation: string, member: string): WorkshopError {
  return new WorkshopError(
    'incomplete',
    `AWS's answer to ${operation} is not whole: it has no ${member}`,
    REMEDY.incomplete,
  );
}
