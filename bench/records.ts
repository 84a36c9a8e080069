import { PutRecordsCommand } from '@aws-sdk/client-kinesis';
import type { Subject } from './types.ts';

export const RECORDS_PER_REQUEST = 500;
const RECORD_BYTES = 100;

/** What every record carries. */
export const DATA = new Uint8Array(RECORD_BYTES).fill(97);

let keys = 0;

/** A partition key that no record has had. */
export function nextKey(): string {
  keys += 1;
  return `key-${keys}`;
}

/**
 * Puts so many records, in requests of 500.
 *
 * @param hashKey puts them all into its shard
 * @throws {Error} when a record is refused
 */
export async function putRecords(
  { kinesis, contender }: Subject,
  stream: string,
  { count, inFlight, hashKey }: { count: number; inFlight: number; hashKey?: string },
): Promise<void> {
  await inTurn(Math.ceil(count / RECORDS_PER_REQUEST), inFlight, async () => {
    const Records = Array.from({ length: RECORDS_PER_REQUEST }, () => ({
      Data: DATA,
      PartitionKey: nextKey(),
      ...(hashKey === undefined ? {} : { ExplicitHashKey: hashKey }),
    }));
    const { FailedRecordCount } = await kinesis.send(
      new PutRecordsCommand({ StreamName: stream, Records }),
    );
    // moto leaves the count out when it is 0
    if ((FailedRecordCount ?? 0) > 0) throw new Error(`${contender.name} refused records`);
  });
}

/** Makes so many calls, some of them at once. */
export async function inTurn(
  calls: number,
  inFlight: number,
  call: (index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < calls) {
      next += 1;
      await call(next - 1);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
}

/** Calls or records a second. */
export async function perSecond(amount: number, work: () => Promise<void>): Promise<number> {
  return (amount * 1000) / (await milliseconds(work));
}

export async function milliseconds(work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}
