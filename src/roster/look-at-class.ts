import { paginateDescribeStacks, type Stack } from '@aws-sdk/client-cloudformation';
import { whole } from '../aws/whole.ts';
import type { Cloud, Member } from '../contract.ts';
import { Gate } from '../gate.ts';
import { interrupted } from '../interrupted.ts';
import { type Looked, type LookOptions, lookAtMember, unreachable } from './look-at-member.ts';
import { openPlace } from './place.ts';
import { type SharedPlace, sharedPlaces } from './places.ts';

/**
 * Members of one place who are looked at side by side. More would not help: in one account
 * ListTagsForStream is held to five calls a second, and of a local AWS the processor is busy.
 */
const MEMBERS_AT_ONCE = 8;
/** From so many on, a list of the account's stacks is less to ask for than each of theirs. */
const MEMBERS_TO_LIST_FOR = 20;
/** Places that are looked at side by side: so many may hang before they hold others up. */
const PLACES_AT_ONCE = 64;

export interface ClassLook extends LookOptions {
  readonly members: readonly Member[];
  /** Who is not begun with by then is not looked at. */
  readonly end?: AbortSignal;
  /** Told of each as soon as it was looked at. */
  readonly looked: (member: Member, looked: Looked) => void;
}

/** What those go through who look at a class, or at parts of it side by side. */
export function placesGate(): Gate {
  return new Gate(PLACES_AT_ONCE);
}

/**
 * Looks at each of these members once. The trouble of one is that one's alone, or that of those who
 * share a place that has it.
 *
 * @throws {WorkshopError} `interrupted` when the signal is aborted
 */
export async function lookAtClass(options: ClassLook, gate = placesGate()): Promise<void> {
  const { members, common } = options;
  await Promise.allSettled(
    sharedPlaces(members, common).map((shared) => gate.through(() => lookAtPlace(shared, options))),
  );
  if (common.signal.aborted) throw interrupted();
}

async function lookAtPlace({ place, members }: SharedPlace, options: ClassLook): Promise<void> {
  const { common, end, looked } = options;
  const isOver = () => common.signal.aborted || end?.aborted === true;
  if (isOver()) return;
  const opening = openPlace(place, common);
  const listing =
    members.length < MEMBERS_TO_LIST_FOR
      ? undefined
      : opening.then(stacksByName).catch(() => undefined);
  const gate = new Gate(MEMBERS_AT_ONCE);
  await Promise.allSettled(
    members.map((member) =>
      gate.through(async () => {
        if (!isOver()) looked(member, await lookAt(member, opening, listing, options));
      }),
    ),
  );
  await opening.then(
    (cloud) => cloud.close(),
    () => undefined,
  );
}

/**
 * Every stack that is there. Of one account CloudFormation answers few requests a second, and each
 * member has three stacks.
 */
async function stacksByName({ cloudformation }: Cloud): Promise<ReadonlyMap<string, Stack>> {
  const stacks = new Map<string, Stack>();
  for await (const page of paginateDescribeStacks({ client: cloudformation }, {})) {
    for (const stack of whole('DescribeStacks', page, 'Stacks').Stacks) {
      stacks.set(String(stack.StackName), stack);
    }
  }
  return stacks;
}

async function lookAt(
  member: Member,
  opening: Promise<Cloud>,
  listing: Promise<ReadonlyMap<string, Stack> | undefined> | undefined,
  options: LookOptions,
): Promise<Looked> {
  try {
    return await lookAtMember(member, await opening, options, await listing);
  } catch (error) {
    if (options.common.signal.aborted) throw error;
    return { standing: unreachable(member, error, options.entries, Date.now()), questions: 0 };
  }
}
