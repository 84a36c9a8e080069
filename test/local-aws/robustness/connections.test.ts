import { once } from 'node:events';
import * as http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import {
  CreateStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../../local-aws/server.ts';
import { clientOptions, withLocalAws } from '../../support/local-aws.ts';
import { ask1, ask2, connect, LIST_STREAMS, PREFACE, withSession, works } from './raw.ts';

const MIB = 1024 * 1024;
/** Patience that a test can wait for. */
const HASTY = { headMs: 300, bodyMs: 300, idleMs: 60_000 };

/** A request's head; the body is to follow. */
function head(aws: LocalAws, length: number, more = ''): string {
  return `POST / HTTP/1.1\r\nHost: ${aws.url.slice(7)}\r\n${Object.entries(LIST_STREAMS)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}Content-Length: ${length}\r\n${more}\r\n`;
}

test('A body that is too large gets an answer, and its connection serves the next request', () =>
  withLocalAws(async (aws) => {
    const large = Buffer.alloc(25 * MIB, ' ');
    const tooLarge = {
      __type: 'RequestEntityTooLargeException',
      message: 'The body is larger than 25165824 bytes',
    };
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    try {
      const reply = await ask1(aws, { agent }, large);
      assert.is(reply.status, 413);
      assert.equal(JSON.parse(reply.body), tooLarge);
      assert.is((await ask1(aws, { agent })).status, 200);
    } finally {
      agent.destroy();
    }
    await withSession(aws, async (session) => {
      const reply = await ask2(session, {}, large);
      assert.is(reply.status, 413);
      assert.equal(JSON.parse(reply.body), tooLarge);
      assert.is((await ask2(session)).status, 200);
    });
  }));

test('A body that is too large is refused in the protocol of its client', () =>
  withLocalAws(async (aws) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260601/us-east-1/cloudformation/aws4_request',
    };
    const { status, body } = await ask1(aws, { headers }, Buffer.alloc(5 * MIB, 'a'));
    assert.is(status, 413);
    assert.match(body, '<Code>RequestEntityTooLargeException</Code>');
    const zipped = gzipSync(Buffer.alloc(100 * MIB));
    const bomb = await ask1(
      aws,
      { headers: { ...LIST_STREAMS, 'content-encoding': 'gzip' } },
      zipped,
    );
    assert.is(bomb.status, 413);
  }));

test('A head that never ends and a connection that says nothing are ended', () =>
  withLocalAws(
    async (aws) => {
      const [silent, undecided, slow, slowHttp2] = await Promise.all([
        connect(aws),
        connect(aws),
        connect(aws),
        connect(aws),
      ]);
      undecided.socket.write('PR');
      slow.socket.write('POST / HTTP/1.1\r\nHost: x\r\n');
      slowHttp2.socket.write('PRI * HTTP/2.0\r\n');
      const drip = setInterval(() => {
        slow.socket.write('x: y\r\n');
      }, 50);
      try {
        await Promise.all([silent.ended(), undecided.ended()]);
        assert.match(await slow.ended(2000), /^HTTP\/1\.1 408 Request Timeout\r\n/);
      } finally {
        clearInterval(drip);
      }
      await slowHttp2.ended();
      await works(aws);
    },
    { limits: { ...HASTY, idleMs: 500 } },
  ));

test('A body that never ends is told so, and its connection ended', () =>
  withLocalAws(
    async (aws) => {
      const slow = await connect(aws);
      slow.socket.write(head(aws, 1000));
      const drip = setInterval(() => slow.socket.write(' '), 50);
      try {
        const reply = await slow.ended(2000);
        assert.match(reply, /^HTTP\/1\.1 408 Request Timeout\r\n/);
        assert.match(reply, '"__type":"RequestTimeoutException"');
      } finally {
        clearInterval(drip);
      }
      await withSession(aws, async (session) => {
        const stream = session.request({ ':method': 'POST', ':path': '/', ...LIST_STREAMS });
        stream.on('error', () => {});
        stream.write('{');
        const [headers] = await once(stream, 'response');
        assert.is(headers[':status'], 408);
        assert.is((await ask2(session)).status, 200);
      });
      await works(aws);
    },
    { limits: HASTY },
  ));

test('A connection that is kept alive may be idle for longer than a request may take', () =>
  withLocalAws(
    async (aws) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      try {
        await withSession(aws, async (session) => {
          for (let round = 0; round < 2; round += 1) {
            const { headers } = await ask1(aws, { agent });
            assert.is(headers.connection, 'keep-alive');
            await ask2(session);
            await pause(800);
          }
          const sockets = Object.values(agent.freeSockets).flat();
          assert.equal([sockets.length, sockets[0]?.destroyed], [1, false]);
          assert.not(session.destroyed);
        });
      } finally {
        agent.destroy();
      }
    },
    { limits: HASTY },
  ));

test('A connection in use is not taken for an idle one, and an idle one ends', () =>
  withLocalAws(
    async (aws) => {
      const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
      try {
        await withSession(aws, async (session) => {
          for (let round = 0; round < 10; round += 1) {
            await Promise.all([ask1(aws, { agent }), ask2(session)]);
            await pause(100);
          }
          assert.not(session.destroyed);
          await once(session, 'close');
          assert.equal(Object.values(agent.freeSockets).flat(), []);
        });
      } finally {
        agent.destroy();
      }
    },
    { limits: { idleMs: 500 } },
  ));

test('What is no HTTP/1.1 is refused, and its connection ended', () =>
  withLocalAws(async (aws) => {
    const host = `Host: ${aws.url.slice(7)}\r\n`;
    for (const [sent, status] of [
      ['\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400], // a TLS client hello
      ['GET\r\n\r\n', 400],
      ['GET / HTTP/9.9\r\n\r\n', 400],
      ['BREW /pot HTTP/1.1\r\n\r\n', 400],
      ['\0\0\0\0\0\0\0\0', 400],
      ['GET / HTTP/1.1\r\n\r\n', 400],
      [`GET / HTTP/1.1\r\n${host}bad header\r\n\r\n`, 400],
      [`GET / HTTP/1.1\r\n${host}x: ${'y'.repeat(20_000)}\r\n\r\n`, 431],
      [`POST / HTTP/1.1\r\n${host}Content-Length: -1\r\n\r\n`, 400],
      [`POST / HTTP/1.1\r\n${host}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`, 400],
      [`POST / HTTP/1.1\r\n${host}Transfer-Encoding: chunked\r\n\r\nzz\r\n`, 400],
    ] as const) {
      const talk = await connect(aws);
      talk.socket.write(sent, 'latin1');
      const reply = await talk.ended();
      assert.is(reply.slice(0, 12), `HTTP/1.1 ${status}`, JSON.stringify(sent.slice(0, 60)));
    }
    await works(aws);
  }));

test('A client that closes its side in the middle of a request is let go', () =>
  withLocalAws(async (aws) => {
    for (const sent of ['', 'P', 'POST / HT', head(aws, 10), `${head(aws, 10)}{`, PREFACE]) {
      const talk = await connect(aws);
      if (sent !== '') talk.socket.write(sent);
      talk.socket.end();
      await talk.ended().catch((error) => {
        throw new Error(`${JSON.stringify(sent)}: ${error.message}`);
      });
    }
    await works(aws);
  }));

test('Connections that drop in the middle of a body leave nothing behind', () =>
  withLocalAws(
    async (aws) => {
      for (let round = 0; round < 20; round += 1) {
        const talk = await connect(aws);
        talk.socket.write(head(aws, 2 * MIB));
        talk.socket.write(Buffer.alloc(MIB));
        await pause(5);
        talk.socket.destroy();
        await withSession(aws, async (session) => {
          const stream = session.request({ ':method': 'POST', ':path': '/', ...LIST_STREAMS });
          stream.on('error', () => {});
          stream.write(Buffer.alloc(MIB));
          await pause(5);
        });
      }
      await pause(50);
      await works(aws);
      const { status, body } = await ask1(aws, {}, `${' '.repeat(3 * MIB)}{}`);
      assert.is(status, 200, `nothing is held for those that went away: ${body}`);
    },
    { limits: { heldBytes: 4 * MIB } },
  ));

test('An answer that is not read to its end holds nobody up', () =>
  withLocalAws(
    async (aws) => {
      const client = new KinesisClient(clientOptions(aws));
      try {
        const iterator = await fullShard(aws, client);
        const getRecords = JSON.stringify({ ShardIterator: iterator });
        const headers = { ...LIST_STREAMS, 'x-amz-target': 'Kinesis_20131202.GetRecords' };
        for (let round = 0; round < 3; round += 1) {
          aws.partition.clock.advance(10);
          const talk = await connect(aws);
          talk.socket.write(head(aws, getRecords.length).replace('ListStreams', 'GetRecords'));
          talk.socket.write(getRecords);
          await once(talk.socket, 'data');
          assert.match(talk.text(), /^HTTP\/1\.1 200 OK/);
          talk.socket.destroy();
          aws.partition.clock.advance(10);
          await withSession(aws, async (session) => {
            const stream = session.request({ ':method': 'POST', ':path': '/', ...headers });
            stream.end(getRecords);
            const [answered] = await once(stream, 'response');
            assert.is(answered[':status'], 200);
          });
        }
        aws.partition.clock.advance(10);
        const { Records } = await client.send(new GetRecordsCommand({ ShardIterator: iterator }));
        assert.is(Records?.length, 9);
      } finally {
        client.destroy();
      }
    },
    { limits: { heldBytes: 32 * MIB } },
  ));

/** An iterator before nine records of a megabyte each: an answer that no buffer takes at once. */
async function fullShard(aws: LocalAws, client: KinesisClient): Promise<string> {
  const StreamName = 'hot';
  await client.send(new CreateStreamCommand({ StreamName, ShardCount: 1 }));
  for (let record = 0; record < 9; record += 1) {
    aws.partition.clock.advance(60);
    const Data = Buffer.alloc(MIB - 1, 'x');
    await client.send(new PutRecordCommand({ StreamName, PartitionKey: 'k', Data }));
  }
  const { ShardIterator = '' } = await client.send(
    new GetShardIteratorCommand({
      StreamName,
      ShardId: 'shardId-000000000000',
      ShardIteratorType: 'TRIM_HORIZON',
    }),
  );
  return ShardIterator;
}

test('A thousand connections at once are all answered', () =>
  withLocalAws(async (aws) => {
    const talks = await Promise.all(Array.from({ length: 1000 }, () => connect(aws)));
    const startedAt = performance.now();
    for (const { socket } of talks) socket.write(`${head(aws, 2, 'Connection: close\r\n')}{}`);
    for (const talk of talks) assert.match(await talk.ended(5000), /^HTTP\/1\.1 200 OK/);
    const tookMs = performance.now() - startedAt;
    assert.ok(tookMs < 3000, `${Math.round(tookMs)} ms`);
    await works(aws);
  }));

test('A thousand streams at once on one connection are all answered', () =>
  withLocalAws((aws) =>
    withSession(aws, async (session) => {
      const body = `{"Limit":5,"Extra":"${'x'.repeat(20_000)}"}`;
      const replies = await Promise.all(
        Array.from({ length: 1000 }, () => ask2(session, {}, body)),
      );
      assert.equal(new Set(replies.map(({ status }) => status)), new Set([200]));
    }),
  ));

test('What is held for all connections together is bounded, and the rest is throttled', () =>
  withLocalAws(
    async (aws) => {
      const before = process.memoryUsage().rss;
      const talks = await Promise.all(Array.from({ length: 100 }, () => connect(aws)));
      const part = Buffer.alloc(2 * MIB, ' ');
      for (const { socket } of talks) {
        socket.write(head(aws, 2 * MIB + 2));
        socket.write(part); // all but the last two bytes
      }
      await pause(500);
      const grown = (process.memoryUsage().rss - before) / MIB;
      assert.ok(grown < 150, `${Math.round(grown)} MiB for bodies that never end`);
      const { status, body } = await ask1(aws, {}, part);
      assert.is(status, 400);
      assert.equal(JSON.parse(body), {
        __type: 'ThrottlingException',
        message: 'Too many or too large requests at once',
      });
      assert.is((await ask1(aws)).status, 200, 'a small one has room');
      for (const { socket } of talks) socket.destroy();
      await pause(50);
      assert.is((await ask1(aws, {}, `${' '.repeat(2 * MIB)}{}`)).status, 200);
    },
    { limits: { heldBytes: 33 * MIB } },
  ));

test('Beyond so many connections new ones are ended, and beyond so many requests they are throttled', () =>
  withLocalAws(
    async (aws) => {
      const [first, second] = await Promise.all([connect(aws), connect(aws)]);
      await (await connect(aws)).ended();
      first.socket.destroy();
      await first.ended();
      await withSession(aws, async (session) => {
        const open = Array.from({ length: 3 }, () => {
          const stream = session.request({ ':method': 'POST', ':path': '/', ...LIST_STREAMS });
          stream.on('error', () => {});
          stream.write('{');
          return stream;
        });
        await once(open[0] ?? session, 'ready');
        const throttled = await ask2(session);
        assert.is(throttled.status, 400);
        assert.is(JSON.parse(throttled.body).__type, 'ThrottlingException');
        for (const stream of open) stream.end('}');
        await Promise.all(open.map((stream) => once(stream.resume(), 'close')));
        assert.is((await ask2(session)).status, 200);
      });
      second.socket.destroy();
    },
    { limits: { connections: 2, requests: 3 } },
  ));

test('A body in a million tiny pieces is held as one', () =>
  withLocalAws(async (aws) => {
    const talk = await connect(aws);
    talk.socket.write(head(aws, 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'));
    const pieces = Buffer.from('1\r\n \r\n'.repeat(500_000));
    const before = process.memoryUsage();
    talk.socket.write(pieces);
    talk.socket.write(pieces);
    await pause(1500);
    const grown = (process.memoryUsage().heapUsed - before.heapUsed) / MIB;
    assert.ok(grown < 60, `${Math.round(grown)} MiB for one of body`);
    talk.socket.write('2\r\n{}\r\n0\r\n\r\n');
    while (!talk.text().includes('StreamNames')) await pause(10);
    talk.socket.destroy();
  }));

test.run();
