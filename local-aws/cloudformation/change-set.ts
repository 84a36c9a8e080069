import type {
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnStackFailure,
  ResourceChange,
} from '@aws-sdk/client-cloudformation';
import type { Deployment, Stack } from './stack.ts';

/** A deployment that has been looked at and waits to be executed. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly clientToken: string | undefined;
  readonly type: ChangeSetType;
  readonly stack: Stack;
  readonly description: string | undefined;
  readonly deployment: Deployment;
  readonly creationMs: number;
  readonly onStackFailure: OnStackFailure | undefined;
  changes: readonly ResourceChange[];
  status: ChangeSetStatus;
  statusReason: string | undefined;
  executionStatus: ExecutionStatus;
}
