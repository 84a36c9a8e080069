import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutDashboardCommand } from '@aws-sdk/client-cloudwatch';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { type LocalAws, startLocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import config from '../../workshop.config.ts';
import { withLocalAws } from '../support/local-aws.ts';
import { view, withCounter, withPage } from './support.ts';

test('While nobody looks, AWS is asked nothing, and no connection to it stays open', async () => {
  await withLocalAws((aws) =>
    withCounter(aws, ({ url: endpoint, requests, quiet }) =>
      withPage(endpoint, async (url) => {
        await fetch(url);
        await fetch(`${url}events`, { method: 'HEAD' });
        assert.is(requests(), 0);
        const [first, second] = await Promise.all([view(url), view(url)]);
        await first.until('shards', ({ problem }) => problem !== '');
        first.close();
        await second.until('dashboard', ({ problem }) => problem !== '');
        assert.ok(requests() > 0);
        second.close();
        await quiet();
        const asked = requests();
        await fetch(url);
        assert.is(requests(), asked);
      }),
    ),
  );
});

test('Viewers of the same dashboard share one sight of it, and a later one begins with what was seen', async () => {
  await withLocalAws((aws) =>
    withCounter(aws, ({ url: endpoint, requests }) =>
      withPage(endpoint, async (url) => {
        const first = await view(url);
        const seen = await first.until('shards', () => true);
        await first.until('dashboard', () => true);
        const asked = requests();
        const second = await view(url);
        assert.equal(await second.until('shards', () => true), seen);
        await second.until('dashboard', () => true);
        assert.is(requests(), asked);
        const third = await view(url, '?dashboard=another&minutes=15');
        const { name, range } = await third.until('dashboard', () => true);
        assert.is(name, 'another');
        assert.is(range.endMs - range.startMs, 15 * 60_000);
        assert.ok(requests() > asked);
        for (const viewer of [first, second, third]) viewer.close();
      }),
    ),
  );
});

test('When AWS dies the page says so and keeps what was seen; when it is back the page goes on', async () => {
  const state = await mkdtemp(join(tmpdir(), 'live-page-'));
  let aws: LocalAws = await startLocalAws({ state });
  try {
    const { port, url: endpoint } = aws;
    await withPage(endpoint, async (url) => {
      const viewer = await view(url);
      const there = await viewer.until('cloud', () => true);
      assert.is(there.trouble, '');
      assert.is(there.endpoint, endpoint);
      const before = await viewer.until('shards', ({ problem }) => problem !== '');
      await aws.stop();
      const gone = await viewer.until('cloud', ({ trouble }) => trouble !== '');
      assert.match(gone.trouble, /^(Nothing answers at|There is no connection)/);
      assert.equal(await viewer.until('shards', () => true), before);
      aws = await startLocalAws({ state, port });
      await viewer.until('cloud', ({ trouble }) => trouble === '');
      viewer.close();
    });
  } finally {
    await aws.stop();
    await rm(state, { recursive: true, force: true });
  }
});

test('A jump of cloud time is told, and everything is looked at anew at once', async () => {
  await withLocalAws(
    (aws) =>
      withPage(aws.url, async (url, sight) => {
        const viewer = await view(url, '?minutes=60');
        const { nowMs } = await viewer.until('cloud', () => true);
        const { range } = await viewer.until('dashboard', () => true);
        aws.partition.clock.advance(3_600);
        sight.setTime(aws.partition.clock.now());
        await viewer.until('cloud', (cloud) => cloud.nowMs >= nowMs + 3_600_000);
        await viewer.until('dashboard', (model) => model.range.endMs >= range.endMs + 3_600_000);
        viewer.close();
      }),
    { clock: new Clock() },
  );
});

test('Whatever a dashboard holds comes as text in one event', async () => {
  const hostile =
    '</script><img src=x onerror=alert(1)>\n\nevent: cloud\ndata: {"trouble":"owned"}\r\n\u2028';
  await withLocalAws(async (aws) => {
    const cloud = await connect({
      target: 'local',
      region: 'us-east-1',
      endpoint: aws.url,
      realTime: true,
      signal: new AbortController().signal,
    });
    const widget = {
      type: 'text',
      x: 0,
      y: 0,
      width: 6,
      height: 6,
      properties: { markdown: hostile },
    };
    await cloud.cloudwatch.send(
      new PutDashboardCommand({
        DashboardName: config.names.dashboard,
        DashboardBody: JSON.stringify({ widgets: [widget] }),
      }),
    );
    cloud.close();
    await withPage(aws.url, async (url) => {
      const viewer = await view(url);
      const { widgets } = await viewer.until('dashboard', (model) => model.widgets.length > 0);
      const [shown] = widgets;
      assert.is(shown?.kind === 'text' && shown.markdown, hostile);
      assert.ok(viewer.texts.every((text) => /^event: \w+\ndata: [^\r\n]+$/.test(text)));
      assert.is((await viewer.until('cloud', () => true)).trouble, '');
      viewer.close();
    });
  });
});

test.run();
