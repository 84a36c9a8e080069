import { writeFile } from 'node:fs/promises';
import { seriesOption } from '../charts/series-chart.ts';
import { drawSvg } from '../charts/svg.ts';
import { Clock } from '../local-aws/clock.ts';
import { startLocalAws } from '../local-aws/server.ts';
import { loadCatalogue, readStems } from '../src/catalog.ts';
import { ROOT } from '../src/cli/root.ts';
import { connect } from '../src/cloud.ts';
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
  for (const { step } of await loadCatalogue(ROOT, await readStems(ROOT))) {
    await step.run({ config, cloud }, (progress) => {
      if (progress.kind !== 'chart') return;
      const option = seriesOption({ ...progress, hot: config.dominance.hotShardId });
      void writeFile(FILE, drawSvg(option, { width: 880, height: 360 }));
    });
  }
} finally {
  cloud.close();
  await aws.stop();
}
console.log(`Drawn: ${FILE}`);
