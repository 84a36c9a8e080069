import * as http from 'node:http';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withLocalAws } from '../support/local-aws.ts';
import { view, withPage } from './support.ts';

interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** One request with exactly these headers; `fetch` sets its own Host. */
function ask(
  url: string,
  path: string,
  { method = 'GET', headers = {} }: http.RequestOptions = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = http.request(
      url,
      { method, path, headers, agent: false, signal: AbortSignal.timeout(5_000) },
      (answer) => {
        let body = '';
        answer.setEncoding('utf8').on('data', (part: string) => {
          body += part;
        });
        answer.once('error', reject);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }),
        );
      },
    );
    asked.once('error', reject);
    asked.end();
  });
}

test('The page comes with a policy under which nothing is loaded from elsewhere and no text is a script', async () => {
  await withLocalAws(({ url: endpoint }) =>
    withPage(endpoint, async (url) => {
      const { status, headers, body } = await ask(url, '/');
      assert.is(status, 200);
      assert.is(body, '<!doctype html>');
      assert.is(headers['content-type'], 'text/html; charset=utf-8');
      assert.is(
        headers['content-security-policy'],
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default dompurify",
      );
      assert.is(headers['x-content-type-options'], 'nosniff');
      assert.is(headers['referrer-policy'], 'no-referrer');
      assert.is(headers['cache-control'], 'no-store');
      assert.is(headers['cross-origin-opener-policy'], 'same-origin');
      assert.is(headers['cross-origin-resource-policy'], 'same-origin');
      assert.is(headers['access-control-allow-origin'], undefined);
    }),
  );
});

test('A name that was rebound to this machine is refused, whatever it asks for', async () => {
  await withLocalAws(({ url: endpoint }) =>
    withPage(endpoint, async (url) => {
      const { port } = new URL(url);
      for (const host of ['evil.example', `evil.example:${port}`, '127.0.0.1', '127.0.0.1:1']) {
        for (const path of ['/', '/events', '/nowhere']) {
          const { status, body, headers } = await ask(url, path, { headers: { host } });
          assert.is(status, 403, `${host} ${path}`);
          assert.is(
            body,
            `This page answers at ${url} only. From another machine, forward the same port: ssh -L ${port}:127.0.0.1:${port}\n`,
          );
          assert.ok(headers['content-security-policy']);
        }
      }
      const own = await ask(url, '/', { headers: { host: `localhost:${port}` } });
      assert.is(own.status, 200);
    }),
  );
});

test('A request that a browser says comes from another page is refused', async () => {
  await withLocalAws(({ url: endpoint }) =>
    withPage(endpoint, async (url) => {
      for (const site of ['cross-site', 'same-site']) {
        const { status, body } = await ask(url, '/events', { headers: { 'sec-fetch-site': site } });
        assert.is(status, 403);
        assert.is(body, 'This page answers no other page.\n');
      }
      for (const site of ['none', 'same-origin']) {
        assert.is((await ask(url, '/', { headers: { 'sec-fetch-site': site } })).status, 200);
      }
    }),
  );
});

test('Other methods, other paths and choices that can not be meant are refused', async () => {
  await withLocalAws(({ url: endpoint }) =>
    withPage(endpoint, async (url) => {
      const refused = async (path: string, method?: string) => {
        const { status, body } = await ask(url, path, method === undefined ? {} : { method });
        return `${status} ${body}`;
      };
      const posted = await ask(url, '/', { method: 'POST' });
      assert.is(posted.status, 405);
      assert.is(posted.headers.allow, 'GET, HEAD');
      assert.is(posted.body, 'This page answers GET and HEAD only.\n');
      assert.is(await refused('/../package.json'), '404 There is no such page.\n');
      assert.is(await refused('//'), '400 This is no address.\n');
      for (const minutes of ['0', '-5', '1e3', '21601', 'NaN', '']) {
        assert.is(
          await refused(`/events?minutes=${minutes}`),
          '400 There is no such range, or no such name.\n',
        );
      }
      const long = 'x'.repeat(256);
      assert.is(
        await refused(`/events?dashboard=${long}`),
        '400 There is no such range, or no such name.\n',
      );
      const head = await ask(url, '/', { method: 'HEAD' });
      assert.is(head.status, 200);
      assert.is(head.body, '');
      assert.is((await ask(url, '/events', { method: 'HEAD' })).body, '');
    }),
  );
});

test('Who looks when the page is open too often already is told so, until one is closed', async () => {
  await withLocalAws(({ url: endpoint }) =>
    withPage(endpoint, async (url) => {
      const viewers = await Promise.all(Array.from({ length: 64 }, () => view(url)));
      for (const path of ['/', '/events']) {
        const { status, body } = await ask(url, path);
        assert.is(status, 503);
        assert.is(body, 'This page is open 64 times already. Close one, and load it again.\n');
      }
      for (const viewer of viewers) viewer.close();
      let { status } = await ask(url, '/');
      while (status === 503) ({ status } = await ask(url, '/'));
      assert.is(status, 200);
    }),
  );
});

test('Closing the server ends open pages at once and gives the port back', async () => {
  await withLocalAws(async ({ url: endpoint }) => {
    const address = await withPage(endpoint, async (url) => {
      const viewer = await view(url);
      await viewer.until('cloud', () => true);
      return url;
    });
    const error = await ask(address, '/').catch((reason: NodeJS.ErrnoException) => reason);
    assert.is((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
  });
});

test.run();
