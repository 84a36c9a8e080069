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
  const gate = new Gate(MEMBERS_AT_ONCE);
  await Promise.allSettled(
    members.map((member) =>
      gate.through(async () => {
        if (!isOver()) looked(member, await lookAt(member, opening, options));
      }),
    ),
  );
  await opening.then(
    (cloud) => cloud.close(),
    () => undefined,
  );
}

async function lookAt(
  member: Member,
  opening: Promise<Cloud>,
  options: LookOptions,
): Promise<Looked> {
  try {
    return await lookAtMember(member, await opening, options);
  } catch (error) {
    if (options.common.signal.aborted) throw error;
    return { standing: unreachable(member, error, options.entries, Date.now()), questions: 0 };
  }
}
