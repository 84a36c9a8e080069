import { again } from '../again.ts';
import type { Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { minuteText } from '../minutes.ts';
import { type DescribedStack, describeStack, isOurs } from '../stack/stack.ts';
import { isBeyondUpdate } from '../stack/stack-status.ts';

/**
 * Two fleets at once would be one stack: the second would change what the first sends, and the first
 * would remove it at its own end.
 *
 * @throws {WorkshopError} `refused` while a fleet of this workshop stands. One that is being deleted,
 *   or that can only be made again, does not count, nor does somebody else's stack
 */
export async function refuseBesideAnother(workshop: Workshop): Promise<void> {
  const stack = await describeStack(workshop, workshop.config.names.fleetStack);
  if (stack === undefined || !isOurs(workshop, stack)) return;
  const status = stack.StackStatus;
  if (status === 'DELETE_IN_PROGRESS' || isBeyondUpdate(status)) return;
  throw alreadyStands(workshop, stack);
}

/** @param stack undefined when it was made and is gone again */
export function alreadyStands(workshop: Workshop, stack: DescribedStack | undefined) {
  const { fleetStack } = workshop.config.names;
  const since = stack === undefined ? '' : ` since ${minuteText(stack.CreationTime.getTime())}`;
  return new WorkshopError(
    'refused',
    `The producers were not deployed: others of this workshop are in AWS already, as stack ${fleetStack}${since}`,
    `Wait for their end${endText(stack)}. Or run ${again(workshop, 'clean-up')}: it deletes them at once, and the stream`,
  );
}

/** When the stack deletes itself, as it was deployed. */
function endText(stack: DescribedStack | undefined): string {
  const expiry = stack?.Parameters?.find(({ ParameterKey }) => ParameterKey === 'ExpiresAt');
  const expiresMs = Date.parse(`${expiry?.ParameterValue}Z`);
  if (Number.isNaN(expiresMs)) return '';
  return `: whoever started them removes them, and at ${minuteText(expiresMs)} they delete themselves`;
}
