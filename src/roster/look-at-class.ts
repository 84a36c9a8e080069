import type { Member } from '../contract.ts';
import { Gate } from '../gate.ts';
import { interrupted } from '../interrupted.ts';
import { type Looked, type LookOptions, lookAtMember, unreachable } from './look-at-member.ts';
import { Places } from './places.ts';

/**
 * Members who are looked at side by side. More would not help: in one account ListTagsForStream is
 * held to five calls a second, and on this machine the processor is busy all the time.
 */
const MEMBERS_AT_ONCE = 8;

export interface ClassLook extends LookOptions {
  readonly members: readonly Member[];
  /** Who is not begun with by then is not looked at. */
  readonly end?: AbortSignal;
  /** Told of each as soon as it was looked at. */
  readonly looked: (member: Member, looked: Looked) => void;
}

/**
 * Looks at each of these members once. The trouble of one is that one's alone.
 *
 * @throws {WorkshopError} `interrupted` when the signal is aborted
 */
export async function lookAtClass(options: ClassLook): Promise<void> {
  const { members, common, end, looked } = options;
  const { signal } = common;
  const places = new Places(members, common);
  const gate = new Gate(MEMBERS_AT_ONCE);
  await Promise.allSettled(
    members.map(async (member) => {
      await gate.enter();
      try {
        if (!signal.aborted && end?.aborted !== true)
          looked(member, await lookAt(member, places, options));
      } finally {
        gate.leave();
      }
    }),
  );
  if (signal.aborted) throw interrupted();
}

async function lookAt(member: Member, places: Places, options: LookOptions): Promise<Looked> {
  try {
    return await places.at(member, (cloud) => lookAtMember(member, cloud, options));
  } catch (error) {
    if (options.common.signal.aborted) throw error;
    return { standing: unreachable(member, error, options.entries, Date.now()), questions: 0 };
  }
}
