import { validationError } from '../errors.ts';
import type { Deployment, Owner, Stack } from '../stack.ts';
import type { CloudFormationState } from '../state.ts';
import { updateStack } from './update-stack.ts';
import { start } from './work.ts';

const UPDATABLE = new Set([
  'CREATE_COMPLETE',
  'CREATE_FAILED',
  'UPDATE_COMPLETE',
  'UPDATE_FAILED',
  'UPDATE_ROLLBACK_COMPLETE',
]);

/** @throws {AwsError} ValidationError when the stack's status allows no update */
export function checkUpdatable(stack: Stack): void {
  if (UPDATABLE.has(stack.status)) return;
  throw validationError(`Stack:${stack.id} is in ${stack.status} state and can not be updated.`);
}

export interface UpdateOptions {
  readonly disableRollback: boolean;
  readonly retainExceptOnCreate: boolean;
  /** called when nothing more will happen */
  readonly ended?: (stack: Stack) => void;
}

/** Accepts an update of a stack that can be updated: its first event, and the rest in cloud time. */
export function beginUpdate(
  stack: Stack,
  deployment: Deployment,
  state: CloudFormationState,
  owner: Owner,
  options: UpdateOptions,
): void {
  const previous = stack.deployment ?? deployment;
  stack.owner = owner;
  stack.disableRollback = options.disableRollback;
  stack.retainExceptOnCreate = options.retainExceptOnCreate;
  stack.lastUpdatedMs = owner.partition.clock.now();
  stack.deployment = deployment;
  state.makeObsolete(stack);
  stack.begin('UPDATE_IN_PROGRESS');
  const work = updateStack(stack, deployment, previous, state);
  stack.stopOperation = start(
    owner.partition.clock,
    (function* () {
      yield* work;
      options.ended?.(stack);
    })(),
  );
}
