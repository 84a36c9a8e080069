import { setTimeout as pause } from 'node:timers/promises';
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordCommand,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { contenders as all, type Contender } from './contenders.ts';

/** Each figure is the median of so many rounds; contenders take turns, since machines drift. */
const ROUNDS = 5;
const RECORDS_PER_REQUEST = 500;
const RECORD_BYTES = 100;
const PUT_RECORD_IN_FLIGHT = 16;
/** PutRecord calls a round, as a part of the records of a round of PutRecords. */
const CALLS_PER_RECORD = 1 / 75;

const ROWS = [
  { name: 'PutRecords, records/s, 1 in flight', run: (one: Client) => putRecords(one, 1) },
  { name: 'PutRecords, records/s, 4 in flight', run: (one: Client) => putRecords(one, 4) },
  { name: 'PutRecord, calls/s, 16 in flight', run: (one: Client) => putRecord(one) },
] as const;

/** What the project promises of itself; a bar that is missed is printed as missed. */
const BARS = [
  { row: 0, of: 'local AWS', to: 'kinesalite 3.3.3', atLeast: 4 },
  { row: 0, of: 'local AWS', to: 'canned reply', atLeast: 0.4 },
  { row: 2, of: 'local AWS', to: 'canned reply', atLeast: 0.6 },
] as const;

interface Client {
  readonly contender: Contender;
  readonly kinesis: KinesisClient;
  readonly stream: string;
}

/**
 * @param words measures only the contenders whose name has one of them; all when empty
 * @returns whether every bar between measured contenders was reached
 */
export async function bench(
  words: readonly string[],
  print: (line: string) => void,
): Promise<boolean> {
  const contenders = all.filter(
    ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
  );
  if (contenders.length === 0) throw new Error(`No contender is named like ${words.join(' ')}`);
  const figures = ROWS.map(() => new Map<string, number[]>());
  const started = [];
  try {
    for (const contender of contenders) {
      const server = await contender.start();
      started.push(server);
    }
    const clients: Client[] = [];
    for (const [at, contender] of contenders.entries()) {
      clients.push(await prepare(contender, started[at]?.url ?? ''));
    }
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const [row, { run }] of ROWS.entries()) {
        for (const client of clients) {
          const rate = await run(client);
          const rates = figures[row]?.get(client.contender.name) ?? [];
          if (round > 0) rates.push(rate); // the first round warms up
          figures[row]?.set(client.contender.name, rates);
        }
      }
    }
  } finally {
    for (const server of started) await server.stop();
  }
  for (const [row, { name }] of ROWS.entries()) {
    print(`\n${name} (median of ${ROUNDS} rounds, least and most)`);
    for (const [contender, rates] of figures[row] ?? []) {
      const [least, most] = [Math.min(...rates), Math.max(...rates)];
      print(`  ${contender.padEnd(24)}${number(median(rates))}  ${number(least)} ${number(most)}`);
    }
  }
  print('\nBars');
  let reached = true;
  for (const { row, of, to, atLeast } of BARS) {
    if (!figures[row]?.has(of) || !figures[row]?.has(to)) continue;
    // Round by round, since both ran in the same minute.
    const [ours, theirs] = [figures[row]?.get(of) ?? [], figures[row]?.get(to) ?? []];
    const ratio = median(ours.map((rate, at) => rate / (theirs[at] ?? Number.NaN)));
    const word = ratio >= atLeast ? 'reached' : 'MISSED';
    if (ratio < atLeast) reached = false;
    print(`  ${word}  ${ROWS[row].name}: ${ratio.toFixed(2)} x ${to} (bar ${atLeast})`);
  }
  return reached;
}

async function prepare(contender: Contender, endpoint: string): Promise<Client> {
  const kinesis = new KinesisClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
    ...(contender.transport === 'http1' ? { requestHandler: new NodeHttpHandler() } : {}),
  });
  const stream = 'bench';
  const { shardCount } = contender;
  await kinesis.send(new CreateStreamCommand({ StreamName: stream, ShardCount: shardCount }));
  for (;;) {
    const { StreamDescriptionSummary } = await kinesis.send(
      new DescribeStreamSummaryCommand({ StreamName: stream }),
    );
    if (StreamDescriptionSummary?.StreamStatus === 'ACTIVE') break;
    await pause(100);
  }
  return { contender, kinesis, stream };
}

async function putRecords({ contender, kinesis, stream }: Client, inFlight: number) {
  const requests = Math.ceil(contender.recordsPerRound / RECORDS_PER_REQUEST);
  let keys = 0;
  return rate(requests, inFlight, RECORDS_PER_REQUEST, async () => {
    const { FailedRecordCount } = await kinesis.send(
      new PutRecordsCommand({
        StreamName: stream,
        Records: Array.from({ length: RECORDS_PER_REQUEST }, () => {
          keys += 1;
          return { Data: DATA, PartitionKey: `key-${keys}` };
        }),
      }),
    );
    if (FailedRecordCount !== 0) throw new Error(`${contender.name} refused ${FailedRecordCount}`);
  });
}

async function putRecord({ contender, kinesis, stream }: Client) {
  const calls = Math.max(100, Math.ceil(contender.recordsPerRound * CALLS_PER_RECORD));
  let keys = 0;
  return rate(calls, PUT_RECORD_IN_FLIGHT, 1, async () => {
    keys += 1;
    const PartitionKey = `key-${keys}`;
    await kinesis.send(new PutRecordCommand({ StreamName: stream, Data: DATA, PartitionKey }));
  });
}

const DATA = new Uint8Array(RECORD_BYTES).fill(97);

async function rate(calls: number, inFlight: number, each: number, call: () => Promise<void>) {
  const startedAt = performance.now();
  let left = calls;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: inFlight }, worker));
  return (calls * each * 1000) / (performance.now() - startedAt);
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

function number(value: number): string {
  return Math.round(value).toLocaleString('en-US').padStart(9);
}
