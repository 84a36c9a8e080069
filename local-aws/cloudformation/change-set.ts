import type {
  ChangeSetSummary,
  ChangeSetType,
  OnStackFailure,
  ResourceChange,
} from '@aws-sdk/client-cloudformation';
import type { Deployment, Stack } from './stack.ts';

/** A deployment that has been looked at and waits to be executed. */
export interface ChangeSet {
  /** what DescribeChangeSet and ListChangeSets both show */
  readonly summary: ChangeSetSummary;
  readonly clientToken: string | undefined;
  readonly type: ChangeSetType;
  readonly stack: Stack;
  readonly deployment: Deployment;
  readonly onStackFailure: OnStackFailure | undefined;
  changes: readonly ResourceChange[];
}
