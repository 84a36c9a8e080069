import type {
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnFailure,
} from '@aws-sdk/client-cloudformation';
import type { Change } from './change.ts';
import type { Deployment, Stack } from './stack.ts';

/** A deployment that has been looked at and waits to be executed. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly type: ChangeSetType;
  readonly stack: Stack;
  readonly description: string | undefined;
  readonly deployment: Deployment;
  readonly creationMs: number;
  readonly onStackFailure: OnFailure | undefined;
  changes: readonly Change[];
  status: ChangeSetStatus;
  statusReason: string | undefined;
  executionStatus: ExecutionStatus;
}
