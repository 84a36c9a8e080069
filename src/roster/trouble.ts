import { classifyAwsError } from '../aws/aws-errors.ts';
import type { Member } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { problemOf } from '../explain.ts';

/** Why a member can not be looked at, and what who looks at a class does about it: the way there is theirs. */
export function troubleOf(
  { roleArn, endpoint, profile, line }: Member,
  error: unknown,
): ReturnType<typeof problemOf> {
  const problem = problemOf(error);
  const kind = error instanceof WorkshopError ? error.code : classifyAwsError(error).kind;
  if (kind === 'no-connection' && endpoint !== undefined) {
    const remedy = `Correct the endpoint in line ${line} of the roster, or start what is to answer there`;
    return { ...problem, remedy };
  }
  if (kind === 'access-denied' && roleArn !== undefined) {
    const remedy = `You need sts:AssumeRole on the role in line ${line} of the roster, and it has to trust your account (templates/instructor-role.yaml)`;
    return { ...problem, remedy };
  }
  if (kind === 'credentials' && profile !== undefined) {
    const remedy = `Sign in with the profile ${profile} again, or correct it in line ${line} of the roster`;
    return { ...problem, remedy };
  }
  return problem;
}
