import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LocalAws } from '../../../local-aws/server.ts';
import { withLocalAws } from '../../support/local-aws.ts';
import {
  ask2,
  connect,
  frame,
  LIST_STREAMS,
  PREFACE,
  type Talk,
  withSession,
  works,
} from './raw.ts';

const [DATA, HEADERS, PRIORITY, RST, SETTINGS, PING, WINDOW, CONTINUATION] = [
  0, 1, 2, 3, 4, 6, 8, 9,
];
const MIB = 1024 * 1024;
const DESCRIBE_STREAM = { ...LIST_STREAMS, 'x-amz-target': 'Kinesis_20131202.DescribeStream' };
const END_STREAM = 1;
const END_HEADERS = 4;
/** `POST /` at the authority `x`, in HPACK. */
const HEAD = Buffer.from([0x83, 0x84, 0x86, 0x41, 0x01, 0x78]);

/** A connection that has begun as HTTP/2 begins. */
async function begin(aws: LocalAws): Promise<Talk> {
  const talk = await connect(aws);
  talk.socket.write(PREFACE);
  talk.socket.write(frame(SETTINGS, 0, 0));
  return talk;
}

test('A connection that breaks HTTP/2 is ended within a second', () =>
  withLocalAws(async (aws) => {
    const open = frame(HEADERS, END_HEADERS, 1, HEAD);
    const asked = frame(HEADERS, END_HEADERS | END_STREAM, 1, HEAD);
    const cases: [about: string, sent: Buffer][] = [
      ['data on no stream', frame(DATA, 0, 0, Buffer.from('x'))],
      ['data on a stream that is not open', frame(DATA, 0, 1, Buffer.from('x'))],
      ['headers on an even stream', frame(HEADERS, 5, 2, HEAD)],
      ['headers that are none', frame(HEADERS, 5, 1, Buffer.alloc(5, 0xff))],
      [
        'headers with a ping in them',
        Buffer.concat([frame(HEADERS, 0, 1, HEAD), frame(PING, 0, 0)]),
      ],
      ['settings of a wrong length', frame(SETTINGS, 0, 0, Buffer.from('12345'))],
      ['a ping of a wrong length', frame(PING, 0, 0, Buffer.from('1'))],
      ['a window that grows by nothing', frame(WINDOW, 0, 0, Buffer.alloc(4))],
      ['a continuation of nothing', frame(CONTINUATION, 4, 1, Buffer.from([0x82]))],
      ['the end of a stream that was never open', frame(RST, 0, 7, Buffer.alloc(4))],
      ['a stream that waits for itself', frame(PRIORITY, 0, 1, Buffer.from([0, 0, 0, 1, 1]))],
      ['a frame of 16 MiB', Buffer.from('ffffff000000000001', 'hex')],
      [
        'a frame of 16 MiB in a body',
        Buffer.concat([open, Buffer.from('ffffff000000000001', 'hex')]),
      ],
      [
        'a frame of 16 MiB after a request',
        Buffer.concat([asked, Buffer.from('ffffff010000000003', 'hex')]),
      ],
      ['more padding than frame', Buffer.concat([open, frame(DATA, 8, 1, Buffer.from([200, 1]))])],
      ['garbage', Buffer.alloc(5000, 'q')],
    ];
    await Promise.all(
      cases.map(async ([about, sent]) => {
        const talk = await begin(aws);
        talk.socket.write(sent);
        await talk.ended(1000).catch((error) => {
          throw new Error(`${about}: ${error.message}`);
        });
      }),
    );
    const talk = await connect(aws);
    talk.socket.write(`${PREFACE}GET / HTTP/1.1\r\n\r\n`);
    await talk.ended(1000);
    await works(aws);
  }));

test('A connection that has served requests and then breaks HTTP/2 is ended within a second', () =>
  withLocalAws(async (aws) => {
    const talk = await begin(aws);
    for (let stream = 1; stream < 9; stream += 2) {
      const answer = once(talk.socket, 'data');
      talk.socket.write(frame(HEADERS, END_HEADERS | END_STREAM, stream, HEAD));
      await answer;
      await pause(200);
    }
    talk.socket.write(frame(PING, 0, 0, Buffer.from('1')));
    await talk.ended(1000);
    await works(aws);
  }));

test('Floods of frames and of requests that are taken back end their connection', () =>
  withLocalAws(async (aws) => {
    let stream = 1;
    const takenBack = () => {
      stream += 2;
      const cancel = frame(RST, 0, stream, Buffer.from([0, 0, 0, 8]));
      return Buffer.concat([frame(HEADERS, END_HEADERS, stream, HEAD), cancel]);
    };
    const floods: [about: string, piece: () => Buffer][] = [
      ['settings', () => frame(SETTINGS, 0, 0)],
      ['pings', () => frame(PING, 0, 0, Buffer.alloc(8))],
      ['continuations', () => frame(stream++ === 1 ? HEADERS : CONTINUATION, 0, 1, HEAD)],
      ['requests that are taken back', takenBack],
    ];
    for (const [about, piece] of floods) {
      stream = 1;
      const talk = await begin(aws);
      talk.socket.write(Buffer.concat(Array.from({ length: 5000 }, piece)));
      await talk.ended(1000).catch((error) => {
        throw new Error(`${about}: ${error.message}`);
      });
    }
    await works(aws);
  }));

test('A client that takes back a few hundred requests goes on', () =>
  withLocalAws((aws) =>
    withSession(aws, async (session) => {
      for (let count = 0; count < 300; count += 1) {
        const stream = session.request({ ':method': 'POST', ':path': '/' });
        stream.on('error', () => {});
        stream.close(8);
      }
      assert.is((await ask2(session)).status, 200);
    }),
  ));

test('Headers that never end, and a connection without a request, are ended as slow heads are', () =>
  withLocalAws(
    async (aws) => {
      const [idle, endless, half] = await Promise.all([begin(aws), begin(aws), begin(aws)]);
      endless.socket.write(frame(HEADERS, 0, 1, HEAD));
      half.socket.write(frame(HEADERS, END_HEADERS, 1, HEAD).subarray(0, 12));
      await Promise.all([idle.ended(), endless.ended(), half.ended()]);
      await works(aws);
    },
    { limits: { headMs: 300 } },
  ));

test('A client that reads nothing for a while loses neither its connection nor its answer', () =>
  withLocalAws(async (aws) => {
    const talk = await begin(aws);
    const largest = Buffer.from([0x7f, 0, 0, 0]);
    talk.socket.write(frame(SETTINGS, 0, 0, Buffer.concat([Buffer.from([0, 4]), largest])));
    talk.socket.write(frame(WINDOW, 0, 0, largest));
    const name = 'x'.repeat(8 * MIB); // which the answer repeats
    const fields = { host: aws.url.slice(7), 'content-encoding': 'gzip', ...DESCRIBE_STREAM };
    const head = Buffer.concat([Buffer.from([0x83, 0x84, 0x86]), ...literals(fields)]);
    talk.socket.write(frame(HEADERS, END_HEADERS, 1, head));
    talk.socket.write(frame(DATA, END_STREAM, 1, gzipSync(JSON.stringify({ StreamName: name }))));
    await once(talk.socket, 'data');
    talk.socket.pause();
    await pause(1500);
    assert.ok(talk.text().length < 6 * MIB, 'most of the answer waits');
    talk.socket.resume();
    while (talk.text().length < 8 * MIB) await once(talk.socket, 'data');
    await pause(300);
    assert.is(talk.socket.readyState, 'open');
    talk.socket.destroy();
  }));

/** Header fields in HPACK, each as it is; names and values of less than 127 bytes. */
function literals(fields: Record<string, string>): Buffer[] {
  return Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from([0, name.length]),
    Buffer.from(name),
    Buffer.from([value.length]),
    Buffer.from(value),
  ]);
}

test.run();
