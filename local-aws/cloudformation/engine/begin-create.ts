import type { OnFailure } from '@aws-sdk/client-cloudformation';
import type { Deployment, Owner, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { createStack } from './create-stack.ts';
import { start } from './work.ts';

export interface CreationOptions {
  readonly onFailure: OnFailure;
  readonly retainExceptOnCreate: boolean;
  /** called when nothing more will happen */
  readonly ended?: (stack: Stack) => void;
}

/** Accepts the creation of a stack: its first event, and the rest in cloud time. */
export function beginCreate(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  owner: Owner,
  { onFailure, retainExceptOnCreate, ended }: CreationOptions,
): void {
  stack.owner = owner;
  stack.deployment = deployment;
  stack.onFailure = onFailure;
  stack.disableRollback = onFailure === 'DO_NOTHING';
  stack.retainExceptOnCreate = retainExceptOnCreate;
  state.makeObsolete(stack);
  stack.begin('CREATE_IN_PROGRESS');
  const work = createStack(stack, deployment, state);
  stack.stopOperation = start(
    owner.partition.clock,
    (function* () {
      yield* work;
      ended?.(stack);
    })(),
  );
}
