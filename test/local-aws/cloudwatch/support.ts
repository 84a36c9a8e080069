import { Clock } from '../../../local-aws/clock.ts';
import { cloudwatch } from '../../../local-aws/cloudwatch/service.ts';
import { AwsError } from '../../../local-aws/errors.ts';
import { Partition } from '../../../local-aws/partition.ts';

/** A whole hour, so that minutes, periods and expectations are easy to read. */
export const HOUR = Date.parse('2026-11-02T10:00:00Z');
export const MINUTE = 60_000;

export const at = (minutes: number, seconds = 0) =>
  new Date(HOUR + minutes * MINUTE + seconds * 1000);

/** CloudWatch alone, at HOUR + 30 minutes unless told, called as another service would call it. */
export function startCloudWatch(options: { nowMs?: number } = {}) {
  const realMs = { now: options.nowMs ?? HOUR + 30 * MINUTE };
  const partition = new Partition(new Clock(() => realMs.now));
  const caller = {
    account: '123456789012',
    region: 'us-east-1',
    requestId: 'r',
    accessKeyId: 'test',
  };
  return {
    partition,
    call<Output extends object>(operation: string, input: object, region = caller.region): Output {
      partition.clock.now(); // whatever is due has happened before a request, as on the wire
      return partition.invoke(cloudwatch, operation, input, { ...caller, region }) as Output;
    },
    state: (region = caller.region) => partition.state(cloudwatch, caller.account, region),
    passMinutes(minutes: number) {
      realMs.now += minutes * MINUTE;
    },
  };
}

/** The error that a call is refused with: code, sentence and further members. */
export function refusal(run: () => unknown): AwsError {
  try {
    run();
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  throw new Error('expected a refusal, but the call was answered');
}
