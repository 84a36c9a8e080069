import { deflateSync, gzipSync } from 'node:zlib';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { HttpRequest } from '../../../local-aws/wire/route.ts';
import { speak, startCloud } from './ask.ts';

const JSON_TYPE = 'application/x-amz-json-1.1';
const LIST_STREAMS = speak('kinesis', 'json').request('ListStreams', {});
const LIST_STACKS = speak('cloudformation', 'query').request('ListStacks', {});
const LIST_METRICS = speak('cloudwatch', 'rpc-v2-cbor').request('ListMetrics', {});

const ask = async (request: HttpRequest) => {
  const { statusCode, code, message, tookMs } = await startCloud().ask(request);
  assert.ok(tookMs < 1000, `${Math.round(tookMs)} ms`);
  return [statusCode, code, message];
};
const withHeaders = (request: HttpRequest, headers: Record<string, string | undefined>) => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
const withBody = (request: HttpRequest, body: Buffer | string) => ({
  ...request,
  body: Buffer.from(body),
});

const NO_OPERATION = 'This is a local AWS. It found no AWS operation in the request.';

test('What names no operation is unknown, whatever else it is', async () => {
  for (const request of [
    withHeaders(LIST_STREAMS, { 'content-type': 'text/plain' }),
    withHeaders(LIST_STREAMS, { 'content-type': undefined }),
    withHeaders(LIST_STREAMS, { 'content-type': 'text/html; charset=cbor' }),
    withHeaders(LIST_STREAMS, { 'x-amz-target': 'Firehose_20150804.ListStreams' }),
    withHeaders(LIST_STREAMS, { 'x-amz-target': 'ListStreams' }),
    withHeaders(LIST_STREAMS, { 'x-amz-target': undefined }),
    { ...LIST_STREAMS, method: 'GET' },
    { ...LIST_METRICS, method: 'GET' },
    { ...LIST_METRICS, target: '/service/Elsewhere/operation/ListMetrics' },
    { ...LIST_STACKS, method: 'GET' },
    withHeaders(withBody(LIST_STACKS, 'Action=ListStacks'), { authorization: undefined }),
  ]) {
    const [statusCode, code, message] = await ask(request);
    assert.equal([statusCode, code], [404, 'UnknownOperationException'], JSON.stringify(request));
    assert.ok(String(message).startsWith(NO_OPERATION), String(message));
  }
});

test('A service that is asked for what it has not says so in its protocol', async () => {
  const nothing = speak('kinesis', 'json').request('constructor', {});
  assert.equal(await ask(nothing), [400, 'UnknownOperationException', '']);
  assert.equal(await ask(speak('cloudformation', 'query').request('__proto__', {})), [
    400,
    'InvalidAction',
    'Could not find operation __proto__ for version 2010-05-15',
  ]);
  const [, code, message] = await ask(speak('kinesis', 'cbor').request('SubscribeToShard', {}));
  assert.is(code, 'UnknownOperationException');
  assert.match(String(message), /^Local AWS does not implement SubscribeToShard of kinesis\./);
});

test('A form without an action is told that it has none', async () => {
  assert.equal(await ask(withBody(LIST_STACKS, '')), [
    400,
    'MissingAction',
    'The request has no Action',
  ]);
  assert.equal(await ask({ ...LIST_STACKS, method: 'GET', target: '/?Version=2010-05-15' }), [
    400,
    'MissingAction',
    'The request has no Action',
  ]);
});

test('An answer has the type of its request, and never another that the request names', async () => {
  const { contentType } = await startCloud().ask(
    withHeaders(LIST_STREAMS, { 'content-type': 'Application/X-Amz-Json-1.1; charset=utf-8' }),
  );
  assert.is(contentType, JSON_TYPE);
});

test('A body that is cut off, empty or of another protocol is refused as malformed', async () => {
  for (const body of [
    '{"Limit":',
    '{"Limit":1',
    '\u0000',
    'Action=ListStreams',
    '[',
    '}',
    '\ufeff{}',
  ]) {
    const [statusCode, code] = await ask(withBody(LIST_STREAMS, body));
    assert.equal([statusCode, code], [400, 'SerializationException'], body);
  }
  for (const body of ['null', '[]', '1', '"x"']) {
    const [statusCode, code, message] = await ask(withBody(LIST_STREAMS, body));
    assert.equal([statusCode, code], [400, 'SerializationException'], body);
    assert.match(String(message), /^The body must be a structure, not /);
  }
  const [, code] = await ask(withBody(LIST_METRICS, '{"Namespace":"Shop"}'));
  assert.is(code, 'SerializationException');
});

test('Nesting without an end is refused in every protocol', async () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  assert.equal(await ask(withBody(LIST_STREAMS, deep)), [
    400,
    'SerializationException',
    'The body must be a structure, not a list',
  ]);
  const inside = speak('kinesis', 'json').request('ListStreams', {});
  assert.equal((await ask(withBody(inside, `{"Extra":${deep}}`)))[0], 200);
  assert.equal(await ask(withBody(LIST_METRICS, Buffer.alloc(100_000, 0x81))), [
    400,
    'SerializationException',
    'The body is nested too deeply',
  ]);
  const name = `Action=ListStacks&${'a.'.repeat(30)}a=1`;
  assert.equal(await ask(withBody(LIST_STACKS, name)), [
    400,
    'MalformedInput',
    'A parameter name has more than 24 parts',
  ]);
});

test('A body of millions of values is refused before it is read', async () => {
  const many = [400, 'SerializationException', 'The body has more than 500000 values'];
  for (const body of [
    '['.repeat(24e6),
    `[${'{},'.repeat(7e6)}{}]`,
    `{${'"a":1,'.repeat(3e6)}"a":1}`,
  ]) {
    assert.equal(await ask(withBody(LIST_STREAMS, body)), many);
  }
  const items = Buffer.concat([Buffer.from('9a016e3600', 'hex'), Buffer.alloc(24_000_000, 0xf6)]);
  assert.equal(await ask(withBody(LIST_METRICS, items)), many);
  const [statusCode, code] = await ask(withBody(LIST_STACKS, 'a&'.repeat(3e6)));
  assert.equal([statusCode, code], [413, 'RequestEntityTooLargeException']);
  const form = `Action=ListStacks&Version=2010-05-15&${'a.b.c.d.e.f.g.h=1&'.repeat(200_000)}`;
  assert.equal((await ask(withBody(LIST_STACKS, form)))[0], 200);
});

test('CBOR that claims more than it holds, or a number of any size, is refused', async () => {
  for (const [hex, message] of [
    ['9affffffff', 'The body ends too early'],
    ['9bffffffffffffffff', 'The body ends too early'],
    ['bf', 'The body ends too early'],
    ['5b7fffffffffffffff', 'The body ends too early'],
    ['c34101', 'Tag 3 is not expected'],
    ['c4821a0fffffff01', 'Tag 4 is not expected'],
    ['a161780202', 'There is more behind the value'],
    ['1f', 'Byte 0 begins no value'],
  ] as const) {
    const expected = [400, 'SerializationException', message];
    assert.equal(await ask(withBody(LIST_METRICS, Buffer.from(hex, 'hex'))), expected, hex);
  }
});

test('A compressed body is read in every protocol, and refused when it is not what it says', async () => {
  for (const request of [LIST_STREAMS, LIST_STACKS, LIST_METRICS]) {
    const zipped = withHeaders(withBody(request, gzipSync(request.body)), {
      'content-encoding': 'gzip',
    });
    assert.equal(await ask(zipped), [200, '', '']);
    assert.equal(await ask(withBody(zipped, zipped.body.subarray(0, -4))), [
      400,
      'MalformedHttpRequestException',
      'The body is not compressed with gzip, or not whole',
    ]);
    const deflated = withHeaders(withBody(request, deflateSync(request.body)), {
      'content-encoding': 'deflate',
    });
    assert.equal(await ask(deflated), [
      400,
      'MalformedHttpRequestException',
      'The Content-Encoding deflate is not supported',
    ]);
  }
});

test('A small body that unfolds to gigabytes is refused before it has unfolded', async () => {
  const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
  const zipped = withHeaders(withBody(LIST_STREAMS, bomb), { 'content-encoding': 'gzip' });
  assert.equal(await ask(zipped), [
    413,
    'RequestEntityTooLargeException',
    'The body is larger than 25165824 bytes',
  ]);
});

test.run();
