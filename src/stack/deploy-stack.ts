import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  AlreadyExistsException,
  CreateStackCommand,
  type CreateStackCommandInput,
  DeleteStackCommand,
  UpdateStackCommand,
  type UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { whole } from '../aws/whole.ts';
import type { Tell, Workshop } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { poll } from '../poll.ts';
import { type DescribedStack, describeStack, isOurs } from './stack.ts';
import { StackEvents } from './stack-events.ts';
import { isBeyondUpdate, isComplete, isInProgress } from './stack-status.ts';

export interface StackSpecification {
  readonly name: string;
  /** in `templates/` */
  readonly template: string;
  /** In place of the file's text: with what only the deployment can fill in. */
  readonly body?: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The template has IAM resources, made or not: CloudFormation wants that acknowledged. */
  readonly hasRole?: boolean;
}

export const ROLE_CAPABILITY = 'CAPABILITY_IAM';

/**
 * Creates the stack or brings it up to date, from any state, telling its events as they come.
 *
 * @throws {WorkshopError} `stack-failed` with the first failed event; `refused` for a stack that
 * somebody else made; `not-finished` when the deadline passes
 */
export async function deployStack(
  workshop: Workshop,
  specification: StackSpecification,
  tell: Tell,
): Promise<void> {
  const { cloud } = workshop;
  const { name } = specification;
  const input = await inputOf(workshop, specification);
  const stack = await settled(workshop, name, tell);
  if (stack !== undefined) {
    const status = stack.StackStatus;
    const events = await StackEvents.from(cloud, stack.StackId);
    if (!isBeyondUpdate(status) && (await startUpdate(workshop, input))) {
      return finish(workshop, stack.StackId, name, events, tell);
    }
    if (isComplete(status)) {
      tell({ kind: 'fact', text: `Stack ${name} is up to date` });
      return;
    }
    await clearAway(workshop, stack, tell);
  }
  await create(workshop, input, tell);
}

/**
 * Creates the stack, and never updates one: what stands there is left as it is. What can only be
 * made again is.
 *
 * @returns false when a stack of that name stands, or somebody else was first to create it
 * @throws {WorkshopError} as for `deployStack`
 */
export async function createStack(
  workshop: Workshop,
  specification: StackSpecification,
  tell: Tell,
): Promise<boolean> {
  const input = await inputOf(workshop, specification);
  const stack = await settled(workshop, specification.name, tell);
  if (stack !== undefined) {
    if (!isBeyondUpdate(stack.StackStatus)) return false;
    await clearAway(workshop, stack, tell);
  }
  try {
    // with a token, a request that is sent again finds the stack that it has made itself
    await create(workshop, { ...input, ClientRequestToken: randomUUID() }, tell);
    return true;
  } catch (error) {
    if (error instanceof AlreadyExistsException) return false;
    throw error;
  }
}

async function inputOf({ config }: Workshop, specification: StackSpecification) {
  return {
    StackName: specification.name,
    TemplateBody: specification.body ?? (await readTemplate(specification.template)),
    Parameters: Object.entries(specification.parameters).map(([ParameterKey, ParameterValue]) => ({
      ParameterKey,
      ParameterValue,
    })),
    Tags: [{ Key: config.tag.key, Value: config.tag.value }],
    ...(specification.hasRole === true ? { Capabilities: [ROLE_CAPABILITY] } : {}),
  } satisfies CreateStackCommandInput;
}

/** Rolled back to what is wanted, say: no update brings it out of that state. */
async function clearAway(
  workshop: Workshop,
  { StackName, StackStatus }: DescribedStack,
  tell: Tell,
): Promise<void> {
  tell({ kind: 'fact', text: `Stack ${StackName} is in ${StackStatus}: it is made again` });
  await deleteStack(workshop, StackName, tell);
}

async function create(
  workshop: Workshop,
  input: CreateStackCommandInput & { readonly StackName: string },
  tell: Tell,
): Promise<void> {
  const { cloud } = workshop;
  const events = await StackEvents.from(cloud, undefined);
  const answer = await cloud.cloudformation.send(new CreateStackCommand(input));
  const { StackId } = whole('CreateStack', answer, 'StackId');
  await finish(workshop, StackId, input.StackName, events, tell);
}

/**
 * Gives some parameters of a complete stack other values, and waits; everything else stays.
 *
 * @throws {WorkshopError} as for `deployStack`
 */
export async function changeParameters(
  workshop: Workshop,
  { StackName, StackId, Parameters = [] }: DescribedStack,
  changed: Readonly<Record<string, string>>,
  tell: Tell,
): Promise<void> {
  const events = await StackEvents.from(workshop.cloud, StackId);
  const input = {
    StackName,
    UsePreviousTemplate: true,
    Capabilities: [ROLE_CAPABILITY],
    Parameters: Parameters.map(({ ParameterKey = '' }) => {
      const ParameterValue = changed[ParameterKey];
      return ParameterValue === undefined
        ? { ParameterKey, UsePreviousValue: true }
        : { ParameterKey, ParameterValue };
    }),
  } satisfies UpdateStackCommandInput;
  if (await startUpdate(workshop, input)) await finish(workshop, StackId, StackName, events, tell);
}

/**
 * Deletes the stack and waits until it is gone; nothing happens when there is none.
 *
 * @throws {WorkshopError} `stack-failed`, `refused` or `not-finished`, as for `deployStack`
 */
export async function deleteStack(workshop: Workshop, name: string, tell: Tell): Promise<void> {
  const { cloud } = workshop;
  const stack = await settled(workshop, name, tell);
  if (stack === undefined) {
    tell({ kind: 'fact', text: `Stack ${name} is not there` });
    return;
  }
  const events = await StackEvents.from(cloud, stack.StackId);
  await cloud.cloudformation.send(new DeleteStackCommand({ StackName: name }));
  await finish(workshop, stack.StackId, name, events, tell);
}

/** The stack once no operation is under way, refusing one that is not this workshop's. */
async function settled(
  workshop: Workshop,
  name: string,
  tell: Tell,
): Promise<DescribedStack | undefined> {
  const { config, cloud } = workshop;
  const stack = await describeStack(workshop, name);
  if (stack === undefined) return undefined;
  if (!isOurs(workshop, stack)) {
    throw new WorkshopError(
      'refused',
      `Stack ${name} in ${cloud.region} is not this workshop's: it lacks the tag ${config.tag.key}=${config.tag.value}`,
      'Take other names: --participant NAME puts a suffix on each',
    );
  }
  if (!isInProgress(stack)) return stack;
  const done = await waitForEnd(workshop, stack.StackId, name, tell);
  return done.StackStatus === 'DELETE_COMPLETE' ? undefined : done;
}

/** @returns false when the stack is as it should be already */
async function startUpdate({ cloud }: Workshop, input: UpdateStackCommandInput): Promise<boolean> {
  try {
    await cloud.cloudformation.send(new UpdateStackCommand(input));
    return true;
  } catch (error) {
    if (error instanceof Error && /No updates are to be performed/.test(error.message))
      return false;
    throw error;
  }
}

async function finish(
  workshop: Workshop,
  stackId: string,
  name: string,
  events: StackEvents,
  tell: Tell,
): Promise<void> {
  const stack = await waitForEnd(workshop, stackId, name, tell, () =>
    events.tellNew(stackId, tell),
  );
  const status = stack.StackStatus;
  if (isComplete(status) || status === 'DELETE_COMPLETE') return;
  throw new WorkshopError(
    'stack-failed',
    `Stack ${name} ended in ${status}. ${events.firstFailure() ?? stack.StackStatusReason ?? ''}`.trim(),
    'Mend what the event names, then run this step again: it replaces the failed stack',
  );
}

/**
 * The SDK has waiters for this, but they wait in real time, and tell nothing meanwhile. A stack is
 * asked for by its id, because a deleted one can no longer be found by its name.
 */
async function waitForEnd(
  workshop: Workshop,
  stackId: string,
  name: string,
  tell: Tell,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<DescribedStack> {
  const { cloud, config } = workshop;
  return poll(
    cloud,
    async (notThere) => {
      const stack = await describeStack(workshop, stackId);
      await meanwhile();
      if (stack === undefined) throw new Error(`Stack ${stackId} can not be described`);
      return isInProgress(stack) ? notThere(`Stack ${name} is in ${stack.StackStatus}`) : stack;
    },
    {
      what: `stack ${name} to complete`,
      everySeconds: config.pollSeconds,
      withinSeconds: config.deadlines.stackSeconds,
      tell,
    },
  );
}

function readTemplate(file: string): Promise<string> {
  return readFile(new URL(`../../templates/${file}`, import.meta.url), 'utf8');
}
