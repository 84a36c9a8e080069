import { AwsError } from '../errors.ts';
import type { ChangeSet } from './change-set.ts';
import { noChangeSet, noStack, noStackWithId, validationError } from './errors.ts';
import type { Schedules } from './schedules.ts';
import type { Stack } from './stack.ts';

/** Deleted stacks can be described for so long. Source: ListStacks. */
const REMEMBERED_MS = 90 * 24 * 3600 * 1000;
/** The newest of them; AWS remembers all. */
const REMEMBERED_STACKS = 100;

/** Source: CloudFormation quotas. */
export const MOST_STACKS = 2000;

/** Of one stack. That AWS has a quota says the API reference, but not which. */
const MOST_CHANGE_SETS = 1000;

/** What CloudFormation keeps of an account in a region. */
export class CloudFormationState {
  /** by stack id, in the order of their creation */
  readonly stacks = new Map<string, Stack>();
  /** by change set id */
  readonly changeSets = new Map<string, ChangeSet>();

  constructor(readonly schedules: Schedules) {}

  /** Stacks that were deleted do not count. */
  get isEmpty(): boolean {
    return this.livingStacks.length === 0;
  }

  /** The stacks that are not deleted, oldest first. */
  get livingStacks(): Stack[] {
    return [...this.stacks.values()].filter((stack) => !stack.isDeleted);
  }

  /** A stack by its id, deleted or not, or by the name that a stack which is not deleted has. */
  find(nameOrId: string): Stack | undefined {
    return this.stacks.get(nameOrId) ?? this.livingStacks.find(({ name }) => name === nameOrId);
  }

  /** @param missing the sentence of the operation, for a stack that is not there */
  get(nameOrId: string, missing: (nameOrId: string) => AwsError = noStackWithId): Stack {
    const stack = this.find(nameOrId);
    if (stack === undefined) throw missing(nameOrId);
    return stack;
  }

  /** A stack that something is to be done with: a deleted one is not there. */
  getLiving(nameOrId: string): Stack {
    const stack = this.get(nameOrId, noStack);
    if (stack.isDeleted) throw noStack(nameOrId);
    return stack;
  }

  /** The output that a stack exports under a name. */
  findExport(name: string | undefined): { stack: Stack; value: string } | undefined {
    if (name === undefined) return undefined;
    for (const stack of this.livingStacks) {
      const output = stack.outputs.find(({ ExportName }) => ExportName === name);
      if (output !== undefined) return { stack, value: output.OutputValue ?? '' };
    }
    return undefined;
  }

  /** The stacks that import an export, other than those that are gone. */
  importersOf(exportName: string | undefined): Stack[] {
    if (exportName === undefined) return [];
    return this.livingStacks.filter((stack) => stack.imports.has(exportName));
  }

  /**
   * A change set by its id, or by its name and its stack.
   *
   * @throws {AwsError} ValidationError when the stack is missing
   */
  findChangeSet(nameOrId: string, stackNameOrId: string | undefined): ChangeSet | undefined {
    if (nameOrId.startsWith('arn:')) return this.changeSets.get(nameOrId);
    if (stackNameOrId !== undefined) {
      const changeSets = this.changeSetsOf(this.getLiving(stackNameOrId));
      return changeSets.find(({ summary }) => summary.ChangeSetName === nameOrId);
    }
    throw validationError(
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }

  /** @throws {AwsError} ChangeSetNotFoundException, or ValidationError when the stack is missing */
  getChangeSet(nameOrId: string, stackNameOrId: string | undefined): ChangeSet {
    const found = this.findChangeSet(nameOrId, stackNameOrId);
    if (found === undefined) throw noChangeSet(nameOrId);
    return found;
  }

  changeSetsOf(stack: Stack): ChangeSet[] {
    return [...this.changeSets.values()].filter((changeSet) => changeSet.stack === stack);
  }

  /** A stack that has begun something else has other changes to look at than its change sets had. */
  makeObsolete(stack: Stack): void {
    for (const { summary } of this.changeSetsOf(stack)) {
      if (summary.ExecutionStatus === 'AVAILABLE') summary.ExecutionStatus = 'OBSOLETE';
    }
  }

  /** @param executed the change set that stays: AWS deletes the others of its stack */
  forgetChangeSets(stack: Stack, executed?: ChangeSet): void {
    for (const [id, changeSet] of this.changeSets) {
      if (changeSet.stack === stack && changeSet !== executed) this.changeSets.delete(id);
    }
  }

  /** @throws {AwsError} LimitExceededException */
  addChangeSet(id: string, changeSet: ChangeSet): void {
    if (this.changeSetsOf(changeSet.stack).length >= MOST_CHANGE_SETS) {
      const message = 'The quota for the resource has already been reached.';
      throw new AwsError('LimitExceededException', message);
    }
    this.changeSets.set(id, changeSet);
  }

  /** @throws {AwsError} LimitExceededException */
  add(stack: Stack): void {
    this.#forgetOld(stack.nowMs);
    if (this.livingStacks.length >= MOST_STACKS) {
      throw new AwsError('LimitExceededException', 'Limit for stack has been exceeded');
    }
    this.stacks.set(stack.id, stack);
  }

  #forgetOld(nowMs: number): void {
    const deleted = [...this.stacks.values()]
      .filter(({ isDeleted }) => isDeleted)
      .map(({ id, deletionMs = nowMs }) => ({ id, deletionMs }))
      .sort((a, b) => b.deletionMs - a.deletionMs);
    for (const [index, { id, deletionMs }] of deleted.entries()) {
      const isOld = index >= REMEMBERED_STACKS || deletionMs < nowMs - REMEMBERED_MS;
      if (isOld) this.stacks.delete(id);
    }
  }
}
