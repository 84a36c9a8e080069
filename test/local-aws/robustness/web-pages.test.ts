import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLocalAws } from '../../support/local-aws.ts';
import { ask1, ask2, connect, type HttpReply, LIST_STREAMS, withSession } from './raw.ts';

const REFUSED = 'The local AWS answers programs on this machine only, at its own address';
const CORS = /^access-control-|^timing-allow-origin$|^cross-origin-/;

function isRefused({ status, headers, body }: HttpReply, about: string): void {
  assert.is(status, 403, about);
  assert.equal(JSON.parse(body), { __type: 'AccessDeniedException', message: REFUSED }, about);
  assert.not(
    Object.keys(headers).some((name) => CORS.test(name)),
    about,
  );
}

test('What a web page sends is refused over HTTP/1.1, and nothing lets it read the answer', () =>
  withLocalAws(async (aws) => {
    for (const [name, value] of [
      ['origin', 'http://evil.example'],
      ['origin', 'null'],
      ['origin', aws.url],
      ['referer', 'http://evil.example/'],
      ['sec-fetch-site', 'cross-site'],
      ['sec-fetch-site', 'same-origin'],
      ['host', `evil.example:${aws.port}`],
      ['host', `127.0.0.1.evil.example:${aws.port}`],
      ['host', '127.0.0.1:1'],
      ['host', '127.0.0.1'],
    ] as const) {
      const headers = { ...LIST_STREAMS, [name]: value };
      isRefused(await ask1(aws, { headers }), `${name}: ${value}`);
      isRefused(
        await ask1(aws, { headers: { [name]: value }, method: 'GET', path: '/_local/health' }, ''),
        `health with ${name}: ${value}`,
      );
    }
  }));

test('What a web page sends is refused over HTTP/2', () =>
  withLocalAws((aws) =>
    withSession(aws, async (session) => {
      for (const headers of [
        { origin: 'http://evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { ':authority': `evil.example:${aws.port}` },
        { ':method': 'PUT' },
      ]) {
        isRefused(await ask2(session, headers), JSON.stringify(headers));
      }
    }),
  ));

test('Methods that AWS has no use for are refused: a page asks with OPTIONS first', () =>
  withLocalAws(async (aws) => {
    for (const method of ['OPTIONS', 'PUT', 'DELETE', 'PATCH', 'TRACE', 'PROPFIND']) {
      isRefused(await ask1(aws, { method }, ''), method);
    }
    const { status, body } = await ask1(aws, { method: 'HEAD' }, '');
    assert.equal([status, body], [403, '']);
    const tunnel = await connect(aws);
    tunnel.socket.write('CONNECT evil.example:80 HTTP/1.1\r\nHost: evil.example\r\n\r\n');
    assert.match(await tunnel.ended(), /^HTTP\/1\.1 403 Forbidden\r\n/);
    await withSession(aws, async (session) => {
      const head = await ask2(session, { ':method': 'HEAD' }, '');
      assert.equal([head.status, head.body], [403, '']);
      assert.is((await ask2(session)).status, 200);
    });
  }));

test('It goes by each name that this machine has for itself', () =>
  withLocalAws(async (aws) => {
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      const headers = { ...LIST_STREAMS, host: `${name}:${aws.port}` };
      assert.is((await ask1(aws, { headers })).status, 200, name);
    }
    const typedIn = { 'sec-fetch-site': 'none' };
    const health = await ask1(aws, { headers: typedIn, method: 'GET', path: '/_local/health' }, '');
    assert.is(health.status, 200);
  }));

test('A client of HTTP/1.0 is answered when it says whom it asks, and then let go', () =>
  withLocalAws(async (aws) => {
    const named = await connect(aws);
    named.socket.write(`GET /_local/health HTTP/1.0\r\nHost: localhost:${aws.port}\r\n\r\n`);
    assert.match(await named.ended(), /^HTTP\/1\.1 200 OK\r\n/);
    const nameless = await connect(aws);
    nameless.socket.write('GET /_local/health HTTP/1.0\r\n\r\n');
    assert.match(await nameless.ended(), /^HTTP\/1\.1 403 Forbidden\r\n/);
  }));

test.run();
