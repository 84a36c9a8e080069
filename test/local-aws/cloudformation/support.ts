import type {
  DescribeStackEventsOutput,
  DescribeStacksOutput,
  Stack,
  StackEvent,
} from '@aws-sdk/client-cloudformation';
import * as assert from 'uvu/assert';
import type { Service } from '../../../local-aws/action.ts';
import { Clock } from '../../../local-aws/clock.ts';
import { cloudformation } from '../../../local-aws/cloudformation/service.ts';
import { AwsError } from '../../../local-aws/errors.ts';
import { Partition } from '../../../local-aws/partition.ts';

/** An empty cloud whose time stands still unless a test moves it. */
export class Cloud {
  #nowMs = Date.UTC(2026, 10, 2, 9);
  readonly partition = new Partition(new Clock(() => this.#nowMs));
  readonly caller = {
    account: '123456789012',
    region: 'us-east-1',
    requestId: 'request-1',
    accessKeyId: 'test',
  };

  wait(seconds: number): void {
    this.#nowMs += seconds * 1000;
    this.partition.clock.now();
  }

  /** Calls CloudFormation; the output is typed by the caller, who knows the operation. */
  call<Output extends object = object>(operation: string, input: object): Output {
    return travelled(this.callOf(cloudformation, operation, input)) as Output;
  }

  callOf<State>(service: Service<State>, operation: string, input: object): object {
    this.partition.clock.now();
    return this.partition.invoke(service, operation, input, this.caller);
  }

  /** Asserts that a call is refused with exactly this code and sentence. */
  refuses(operation: string, input: object, code: string, message: string): void {
    try {
      this.call(operation, input);
    } catch (error) {
      assert.instance(error, AwsError);
      assert.is(`${(error as AwsError).code}: ${(error as Error).message}`, `${code}: ${message}`);
      return;
    }
    assert.unreachable(`${operation} was not refused`);
  }

  create(StackName: string, TemplateBody: string, more: object = {}): string {
    const input = { StackName, TemplateBody, ...more };
    const { StackId } = this.call<{ StackId: string }>('CreateStack', input);
    return StackId;
  }

  /** As DescribeStacks shows it. */
  stack(nameOrId: string): Stack {
    const { Stacks } = this.call<DescribeStacksOutput>('DescribeStacks', { StackName: nameOrId });
    const stack = Stacks?.[0];
    if (stack === undefined) throw new Error(`DescribeStacks shows no ${nameOrId}`);
    return stack;
  }

  outputs(nameOrId: string): Record<string, string | undefined> {
    const outputs = this.stack(nameOrId).Outputs ?? [];
    return Object.fromEntries(
      outputs.map(({ OutputKey = '', OutputValue }) => [OutputKey, OutputValue]),
    );
  }

  events(StackName: string): StackEvent[] {
    return (
      this.call<DescribeStackEventsOutput>('DescribeStackEvents', { StackName }).StackEvents ?? []
    );
  }

  /** The events, oldest first, as `LOGICAL STATUS reason`; the stack's own as `stack STATUS`. */
  history(nameOrId: string): string[] {
    return this.events(nameOrId)
      .map((event) => {
        const isStack =
          event.ResourceType === 'AWS::CloudFormation::Stack' &&
          event.PhysicalResourceId === event.StackId;
        const name = isStack ? 'stack' : event.LogicalResourceId;
        return `${name} ${event.ResourceStatus} ${event.ResourceStatusReason ?? ''}`.trim();
      })
      .reverse();
  }
}

/** An output as a client gets it: members without a value do not travel. */
function travelled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(travelled);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(members.map(([name, member]) => [name, travelled(member)]));
}

/** A template whose resources are on paper only, each as `Id: property value`. */
export function recorded(resources: Record<string, object>): string {
  const entries = Object.entries(resources).map(([id, rest]) => [
    id,
    { Type: 'AWS::SNS::Topic', ...rest },
  ]);
  return JSON.stringify({ Resources: Object.fromEntries(entries) });
}

export const RECORDED = 'recorded only: local AWS has no engine for AWS::SNS::Topic';
