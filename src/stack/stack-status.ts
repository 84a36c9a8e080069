import type { Stack } from '@aws-sdk/client-cloudformation';

/** States that CloudFormation updates no stack from: it can only be deleted and made again. */
const BEYOND_UPDATE = [
  'ROLLBACK_COMPLETE',
  'ROLLBACK_FAILED',
  'CREATE_FAILED',
  'DELETE_FAILED',
  'UPDATE_ROLLBACK_FAILED',
  'REVIEW_IN_PROGRESS',
];

export function isBeyondUpdate(status: string): boolean {
  return BEYOND_UPDATE.includes(status);
}

/** Whether all that was asked of a stack was done. */
export function isComplete(status: string): boolean {
  return /^(CREATE|UPDATE)_COMPLETE$/.test(status);
}

export function isInProgress(stack: Stack): boolean {
  return (
    /_IN_PROGRESS$/.test(String(stack.StackStatus)) && stack.StackStatus !== 'REVIEW_IN_PROGRESS'
  );
}
