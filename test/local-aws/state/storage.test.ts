import { CreateStreamCommand, KinesisClient, PutRecordsCommand } from '@aws-sdk/client-kinesis';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type LocalAws, type LocalAwsOptions, startLocalAws } from '../../../local-aws/server.ts';
import { StateFolder } from '../../../local-aws/state/state-folder.ts';
import { clientOptions } from '../../support/local-aws.ts';
import { withFolder } from './support.ts';

const MIB = 1024 * 1024;

async function withAws(options: LocalAwsOptions, use: (aws: LocalAws) => Promise<void>) {
  const aws = await startLocalAws(options);
  try {
    await use(aws);
  } finally {
    await aws.stop();
  }
}

async function storage(aws: LocalAws): Promise<object> {
  const health = await (await fetch(`${aws.url}/_local/health`)).json();
  return (health as { storage: object }).storage;
}

/** Puts 2 MB into a stream of each of two regions. */
async function fill(aws: LocalAws): Promise<void> {
  for (const region of ['us-east-1', 'eu-west-1']) {
    const requestHandler = new NodeHttpHandler();
    const kinesis = new KinesisClient({ ...clientOptions(aws), region, requestHandler });
    await kinesis.send(new CreateStreamCommand({ StreamName: 'clicks', ShardCount: 1 }));
    for (let turn = 0; turn < 4; turn++) {
      aws.partition.clock.advance(10);
      const Records = Array.from({ length: 500 }, () => ({
        PartitionKey: 'k',
        Data: Buffer.alloc(1_000),
      }));
      await kinesis.send(new PutRecordsCommand({ StreamName: 'clicks', Records }));
    }
    kinesis.destroy();
  }
}

test('One bound holds for the records of all regions, and says once that the oldest are dropped', async () => {
  const notices: string[] = [];
  const options = { recordBytes: 2 * MIB, onNotice: (line: string) => notices.push(line) };
  await withAws(options, async (aws) => {
    await fill(aws);
    const { bytes, limitBytes, droppedRecords } = (await storage(aws)) as Record<string, number>;
    assert.is(limitBytes, 2 * MIB);
    assert.ok(Number(bytes) <= 2 * MIB && Number(bytes) > MIB);
    assert.ok(Number(droppedRecords) > 1_000);
    assert.equal(notices, [
      'The records take more than the 2 MiB that a local AWS has for them: the oldest ones are being dropped. GET /_local/health counts them.',
    ]);
    await fetch(`${aws.url}/_local/reset`, { method: 'POST' });
    assert.equal(await storage(aws), { bytes: 0, limitBytes: 2 * MIB, droppedRecords: 0 });
  });
});

test('The bound is 1 GiB unless told', async () => {
  await withAws({}, async (aws) => {
    assert.equal(await storage(aws), { bytes: 0, limitBytes: 1024 * MIB, droppedRecords: 0 });
  });
});

test('What a reset has emptied is empty in the next life, and what came after it is there', async () => {
  await withFolder(async (state) => {
    await withAws({ state }, async (aws) => {
      await fill(aws);
      await fetch(`${aws.url}/_local/reset`, { method: 'POST' });
      const kinesis = new KinesisClient(clientOptions(aws));
      await kinesis.send(new CreateStreamCommand({ StreamName: 'later', ShardCount: 1 }));
      kinesis.destroy();
    });
    await withAws({ state }, async (aws) => {
      assert.is(((await storage(aws)) as { bytes: number }).bytes, 0);
      const answer = await fetch(aws.url, {
        method: 'POST',
        headers: {
          'x-amz-target': 'Kinesis_20131202.ListStreams',
          'content-type': 'application/x-amz-json-1.1',
        },
        body: '{}',
      });
      assert.equal(((await answer.json()) as { StreamNames: string[] }).StreamNames, ['later']);
    });
  });
});

test('Nothing is acknowledged any more once the folder can not be written', async () => {
  await withFolder(async (state) => {
    const aws = await startLocalAws({ state });
    try {
      // stands for a full disk: the store is taken away under the server
      const { keeper } = aws.partition;
      if (keeper instanceof StateFolder) await keeper.close();
      const answer = await fetch(`${aws.url}/_local/clock`, {
        method: 'POST',
        body: '{"advanceSeconds":1}',
      });
      assert.is(answer.status, 500);
      assert.match(await answer.text(), 'could not write to its state folder');
    } finally {
      await aws.stop().catch(() => undefined);
    }
  });
});

test.run();
