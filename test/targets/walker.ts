import { connect } from '../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import { applyOverrides } from '../../src/config/config.ts';
import { LESSONS } from '../../src/contract.ts';
import workshopConfig from '../../workshop.config.ts';
import { walkUnattended } from '../support/unattended.ts';

// A participant in a process of its own: `walker.ts URL PARTICIPANT LESSON`. It walks as
// `npm run workshop -- --yes` does, with less traffic, and prints when it sends, its facts and
// the verdicts of all checks.
const [, , endpoint = '', participant = '', typed] = process.argv;
const lesson = LESSONS.find((known) => known === typed) ?? 'many-keys';
const lanes = [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond }));
const traffic = { ...workshopConfig.traffic, lanes };
const config = applyOverrides({ ...workshopConfig, traffic }, { participant, lesson });
const cloud = await connect({
  target: 'endpoint',
  region: config.region,
  endpoint,
  realTime: false,
  signal: new AbortController().signal,
});
const entries = await loadCatalogue(ROOT, await readStems(ROOT));
const { outcomes } = await walkUnattended({ config, cloud }, entries, (event) => {
  if (event.event !== 'progress') return;
  const { progress } = event;
  if (progress.kind === 'traffic') console.log('sending');
  if (progress.kind === 'fact') console.log(`  ${progress.text}`);
});
cloud.close();
for (const { title, verdict, reason } of outcomes) console.log(`${verdict} ${title} ${reason}`);
