import type { ChangeSet } from './change-set.ts';
import type { Stack } from './stack.ts';

/** Deleted stacks can be described for so long. Source: ListStacks. */
const REMEMBERED_MS = 90 * 24 * 3600 * 1000;

/** What CloudFormation keeps of an account in a region. */
export class CloudFormationState {
  /** by stack id, in the order of their creation */
  readonly stacks = new Map<string, Stack>();
  /** by change set id */
  readonly changeSets = new Map<string, ChangeSet>();

  /** A stack by its id, deleted or not, or by the name that a stack which is not deleted has. */
  find(nameOrId: string): Stack | undefined {
    return this.stacks.get(nameOrId) ?? this.findByName(nameOrId);
  }

  findByName(name: string): Stack | undefined {
    for (const stack of this.stacks.values()) {
      if (stack.name === name && !stack.isDeleted) return stack;
    }
    return undefined;
  }

  /** The output that a stack exports under a name. */
  findExport(exportName: string): { stack: Stack; value: string } | undefined {
    for (const stack of this.stacks.values()) {
      const output = stack.isDeleted
        ? undefined
        : stack.outputs.find((candidate) => candidate.exportName === exportName);
      if (output !== undefined) return { stack, value: output.value };
    }
    return undefined;
  }

  /** The stacks that import an export, other than those that are gone. */
  importersOf(exportName: string): Stack[] {
    return [...this.stacks.values()].filter(
      (stack) => !stack.isDeleted && stack.imports.has(exportName),
    );
  }

  /** A stack that has begun something else has other changes to look at than its change sets had. */
  makeObsolete(stack: Stack): void {
    for (const changeSet of this.changeSets.values()) {
      if (changeSet.stack === stack && changeSet.executionStatus === 'AVAILABLE') {
        changeSet.executionStatus = 'OBSOLETE';
      }
    }
  }

  /** Forgets deleted stacks as AWS does, so that a server that runs for long does not grow. */
  forgetOld(nowMs: number): void {
    for (const stack of this.stacks.values()) {
      if (stack.isDeleted && (stack.deletionMs ?? nowMs) < nowMs - REMEMBERED_MS) {
        this.stacks.delete(stack.id);
      }
    }
  }
}
