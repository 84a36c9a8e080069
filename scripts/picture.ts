import { writeFile } from 'node:fs/promises';
import { type Chart, chartOf } from '../charts/chart.ts';
import { chartOption } from '../charts/option.ts';
import { drawSvg } from '../charts/svg.ts';
import { Clock } from '../local-aws/clock.ts';
import { startLocalAws } from '../local-aws/server.ts';
import { loadCatalogue, readStems } from '../src/catalog.ts';
import { ROOT } from '../src/cli/root.ts';
import { connect } from '../src/cloud.ts';
import type { Progress } from '../src/contract.ts';
import config from '../workshop.config.ts';

// `npm run picture` draws the README's chart from a real walk. The clock begins at a fixed time, so
// that the picture changes only when the workshop does.
const FILE = `${ROOT}docs/hot-shard.svg`;
const startMs = Date.parse('2026-06-01T12:00:00Z');
const aws = await startLocalAws({ clock: new Clock(() => startMs) });
const cloud = await connect({
  target: 'local',
  region: config.region,
  endpoint: aws.url,
  realTime: false,
  signal: new AbortController().signal,
});
try {
  let drawn: string | undefined;
  for (const { step } of await loadCatalogue(ROOT, await readStems(ROOT))) {
    await step.run({ config, cloud }, (progress) => {
      if (progress.kind !== 'chart') return;
      const size = { width: 880, height: 360 };
      drawn = drawSvg(chartOption(shardsChart(progress), size), size);
    });
    if (drawn !== undefined) break;
  }
  if (drawn === undefined) throw new Error('No step told of a chart');
  await writeFile(FILE, drawn);
} finally {
  cloud.close();
  await aws.stop();
}
console.log(`Drawn: ${FILE}`);

/** A step's series as a chart, from the first minute that has a value: those before say nothing. */
function shardsChart({
  title,
  startMs,
  stepMs,
  series,
}: Extract<Progress, { kind: 'chart' }>): Chart {
  const lines = Object.entries(series).map(([label, values]) => ({
    label,
    periodMs: stepMs,
    points: values.flatMap((value, step): [number, number][] =>
      value === null ? [] : [[startMs + step * stepMs, value]],
    ),
    hot: label === config.dominance.hotShardId,
  }));
  const times = lines.flatMap(({ points }) => points.map(([ms]) => ms));
  const range = { startMs: Math.min(...times), endMs: Math.max(...times) };
  return chartOf({ title, range, lines, axes: { left: { min: 0 }, right: {} } });
}
