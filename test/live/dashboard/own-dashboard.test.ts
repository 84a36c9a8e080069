import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { readDashboard } from '../../../src/live/dashboard/read-dashboard.ts';
import deploy from '../../../steps/01-deploy.ts';
import enableMetrics from '../../../steps/02-enable-metrics.ts';
import produce from '../../../steps/03-produce.ts';
import dashboard from '../../../steps/04-dashboard.ts';
import config from '../../../workshop.config.ts';
import { runStep, withWorkshop } from '../../support/workshop.ts';

const NAME = config.names.dashboard;

test('After a walk the dashboard shows each shard’s records, and marks the hot one in every chart of them', async () => {
  const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
  await withWorkshop(
    async (workshop) => {
      for (const step of [deploy, enableMetrics, produce, dashboard]) await runStep(step, workshop);
      const { names, widgets, range, problem } = await readDashboard(workshop, NAME, undefined);
      assert.equal({ names, problem }, { names: [NAME], problem: '' });
      assert.is(range.endMs - range.startMs, 30 * 60_000);
      assert.match(widgets[0]?.kind === 'text' ? widgets[0].markdown : '', /\*\*hot shard\*\*/);
      const charts = widgets.flatMap((widget) => (widget.kind === 'metric' ? [widget.chart] : []));
      const shards = ['0', '1', '2', '3'].map((number) => `shardId-00000000000${number}`);
      assert.equal(
        charts.map(({ title, lines }) => [
          title,
          lines.map(({ label }) => label),
          lines.flatMap(({ label, hot }) => (hot ? label : [])),
        ]),
        [
          ['Records per shard', shards, ['shardId-000000000000']],
          ['Share of the hottest shard', ['% of all records'], []],
          ['Refused records per shard (throttles)', shards, []],
          ['Records per shard, following splits and merges', shards, ['shardId-000000000000']],
          ['Bytes per shard', shards, ['shardId-000000000000']],
        ],
      );
      const sums = charts[0]?.lines.map(({ points }) =>
        points.reduce((sum, [, value]) => sum + value, 0),
      );
      assert.equal(sums, [4000, 400, 400, 400]);
      assert.equal(
        widgets.flatMap((widget) => (widget.kind === 'metric' ? widget.messages : [])),
        [],
      );
    },
    { traffic: { ...config.traffic, durationSeconds: 200, lanes } },
  );
});

test('Where there is no such dashboard it is said, with the names of those there are, and which step deploys the own one', async () => {
  await withWorkshop(async (workshop) => {
    assert.is(
      (await readDashboard(workshop, NAME, 15)).problem,
      `There is no dashboard ${NAME} yet: step 4 deploys it. Run step 4: npm run workshop -- --only 4`,
    );
    await runStep(deploy, workshop);
    await runStep(dashboard, workshop);
    const model = await readDashboard(workshop, 'another', 15);
    const { range, ...rest } = model;
    assert.equal(rest, {
      name: 'another',
      names: [NAME],
      widgets: [],
      problem: 'There is no dashboard another.',
    });
    assert.is(range.endMs - range.startMs, 15 * 60_000);
  });
});

test.run();
