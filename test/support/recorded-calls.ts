import type { LocalAws } from '../../local-aws/server.ts';
import type { Cloud } from '../../src/contract.ts';

/** A call by the name that IAM has for it, and the ARN of what it asks about; '' where it has none. */
export interface RecordedCall {
  /** `kinesis:PutRecords` */
  readonly action: string;
  readonly resource: string;
}

/** Each once. */
export class RecordedCalls {
  readonly #byText = new Map<string, RecordedCall>();

  add(service: string, operation: string, input: unknown): void {
    const action = `${service}:${operation}`;
    const resource = resourceOf(service, (input ?? {}) as Record<string, unknown>);
    this.#byText.set(`${action} ${resource}`, { action, resource });
  }

  list(): RecordedCall[] {
    return [...this.#byText.values()];
  }

  actions(): Set<string> {
    return new Set(this.list().map(({ action }) => action));
  }
}

/** Notes each call of these clients, from now on. */
export function recordCalls(cloud: Cloud, calls = new RecordedCalls()): RecordedCalls {
  const { kinesis, cloudwatch, cloudformation, sts } = cloud;
  for (const [service, client] of Object.entries({ kinesis, cloudwatch, cloudformation, sts })) {
    // Each client's stack is typed by its own commands; this middleware looks at none of them.
    const stack = client.middlewareStack as unknown as Cloud['kinesis']['middlewareStack'];
    stack.add(
      (next, { commandName = '' }) =>
        (args) => {
          calls.add(service, commandName.replace(/Command$/, ''), args.input);
          return next(args);
        },
      { step: 'initialize' },
    );
  }
  return calls;
}

/** Notes each call that a local AWS makes of itself, as its CloudFormation does for a stack. */
export function recordOwnCalls(
  { partition }: LocalAws,
  calls = new RecordedCalls(),
): RecordedCalls {
  const invoke = partition.invoke.bind(partition);
  partition.invoke = (service, operation, input, caller) => {
    calls.add(service.name, operation, input);
    return invoke(service, operation, input, caller);
  };
  return calls;
}

const ACCOUNT = '123456789012';
const PLACE = `us-east-1:${ACCOUNT}`;

/** Source: Service Authorization Reference, the resource types of each service. */
function resourceOf(service: string, input: Record<string, unknown>): string {
  const named = (member: string, arn: (name: string) => string) => {
    const value = input[member];
    const name: unknown = Array.isArray(value) ? value[0] : value;
    if (typeof name !== 'string') return undefined;
    return name.startsWith('arn:') ? name : arn(name);
  };
  const stream = (name: string) => `arn:aws:kinesis:${PLACE}:stream/${name}`;
  const stack = (name: string) => `arn:aws:cloudformation:${PLACE}:stack/${name}/id`;
  const dashboard = (name: string) => `arn:aws:cloudwatch::${ACCOUNT}:dashboard/${name}`;
  const alarm = (name: string) => `arn:aws:cloudwatch:${PLACE}:alarm:${name}`;
  const found: Readonly<Record<string, () => string | undefined>> = {
    kinesis: () => named('StreamName', stream) ?? named('StreamARN', stream),
    cloudformation: () => named('StackName', stack),
    cloudwatch: () =>
      named('DashboardName', dashboard) ??
      named('DashboardNames', dashboard) ??
      named('AlarmName', alarm) ??
      named('AlarmNames', alarm),
  };
  return found[service]?.() ?? '';
}
