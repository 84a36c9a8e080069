import type { Tell, Workshop } from '../contract.ts';
import { minuteText, schedulerTime } from '../minutes.ts';
import { changeParameters } from './deploy-stack.ts';
import { describeStack, isOurs } from './stack.ts';
import { isComplete } from './stack-status.ts';

/**
 * The stack of the stream deletes the other two first, as its own end takes away the role that does
 * it. Scheduler may be a minute late, and deleting takes another.
 */
const OTHERS_EARLIER_MS = 5 * 60_000;

/** When what is deployed now would end by itself; undefined where it never does. */
export function expiryMs({ cloud, config }: Workshop): number | undefined {
  const { expiresAfterHours } = config.stream;
  // only what stands on real AWS costs money when it is forgotten
  if (cloud.target !== 'aws' || expiresAfterHours === 0) return undefined;
  return cloud.now() + expiresAfterHours * 3_600_000;
}

/** What `templates/01-deploy.yaml` takes for it. */
export function expiryParameters(workshop: Workshop): Record<string, string> {
  const endMs = expiryMs(workshop);
  if (endMs === undefined) return {};
  const { dashboardStack, dashboard, alarmStack } = workshop.config.names;
  return {
    ExpiresAt: schedulerTime(endMs),
    OthersExpireAt: schedulerTime(endMs - OTHERS_EARLIER_MS),
    DashboardStack: dashboardStack,
    DashboardName: dashboard,
    AlarmStack: alarmStack,
  };
}

/**
 * Puts the end of what stands off to as many hours from now as a new one would have, so that nobody
 * who comes back loses it in the middle of a step. Nothing else of the stack changes.
 */
export async function moveExpiry(workshop: Workshop, tell: Tell): Promise<void> {
  if (workshop.cloud.target !== 'aws') return;
  const endMs = expiryMs(workshop);
  const stack = await describeStack(workshop, workshop.config.names.stack);
  if (stack === undefined) return;
  if (!isOurs(workshop, stack) || !isComplete(stack.StackStatus)) return;
  if (endMs === undefined) {
    // it was deployed with an end, and is to have none any more
    const hasEnd = stack.Parameters?.some(
      ({ ParameterKey, ParameterValue }) => ParameterKey === 'ExpiresAt' && ParameterValue !== '',
    );
    if (hasEnd !== true) return;
    await changeParameters(workshop, stack, { ExpiresAt: '', OthersExpireAt: '' }, tell);
    return tell({ kind: 'fact', text: 'What stands there does not delete itself any more' });
  }
  await changeParameters(workshop, stack, expiryParameters(workshop), tell);
  tell({ kind: 'fact', text: `What stands there now deletes itself at ${minuteText(endMs)}` });
}
