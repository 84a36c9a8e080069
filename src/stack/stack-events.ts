import { paginateDescribeStackEvents, type StackEvent } from '@aws-sdk/client-cloudformation';
import { whole } from '../aws/whole.ts';
import type { Cloud, Tell } from '../contract.ts';

/** The events of one operation on a stack, each told once, oldest first. */
export class StackEvents {
  readonly #seen = new Set<string>();
  readonly #events: StackEvent[] = [];

  private constructor(private readonly cloud: Cloud) {}

  /** @param stackId a stack whose events up to now belong to earlier operations; undefined for none */
  static async from(cloud: Cloud, stackId: string | undefined): Promise<StackEvents> {
    const events = new StackEvents(cloud);
    if (stackId !== undefined) {
      for (const { EventId } of await events.#unseen(stackId)) events.#seen.add(String(EventId));
    }
    return events;
  }

  async tellNew(stackId: string, tell: Tell): Promise<void> {
    for (const event of (await this.#unseen(stackId)).reverse()) {
      this.#seen.add(String(event.EventId));
      this.#events.push(event);
      const reason =
        event.ResourceStatusReason === undefined ? '' : `: ${event.ResourceStatusReason}`;
      const { LogicalResourceId, ResourceType, ResourceStatus } = event;
      tell({
        kind: isUnderWay(String(ResourceStatus)) ? 'wait' : 'fact',
        text: `${ResourceStatus} ${LogicalResourceId} (${ResourceType})${reason}`,
      });
    }
  }

  /** Why the operation failed: its first failed event. The later ones are consequences. */
  firstFailure(): string | undefined {
    const failed = this.#events.find(({ ResourceStatus }) =>
      /_FAILED$/.test(String(ResourceStatus)),
    );
    if (failed === undefined) return undefined;
    const reason = failed.ResourceStatusReason ?? 'no reason given';
    return `First failure: ${failed.LogicalResourceId} (${failed.ResourceType}): ${reason}`;
  }

  /** New events, newest first as CloudFormation gives them; stops at the first one seen before. */
  async #unseen(stackId: string): Promise<StackEvent[]> {
    const unseen: StackEvent[] = [];
    const pages = paginateDescribeStackEvents(
      { client: this.cloud.cloudformation },
      { StackName: stackId },
    );
    for await (const page of pages) {
      for (const event of whole('DescribeStackEvents', page, 'StackEvents').StackEvents) {
        if (this.#seen.has(String(event.EventId))) return unseen;
        unseen.push(event);
      }
    }
    return unseen;
  }
}

/** What its end will tell again; a rollback is news of itself. */
function isUnderWay(status: string): boolean {
  return status.endsWith('_IN_PROGRESS') && !status.includes('ROLLBACK');
}
