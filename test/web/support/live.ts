import { Clock } from '../../../local-aws/clock.ts';
import type { LocalAws } from '../../../local-aws/server.ts';
import { connect } from '../../../src/aws/cloud.ts';
import { loadCatalogue, readStems } from '../../../src/catalog.ts';
import { ROOT } from '../../../src/cli/root.ts';
import type { CatalogueEntry, Config, Workshop } from '../../../src/contract.ts';
import { type LivePage, openLivePage } from '../../../src/live/live-page.ts';
import { judgedWalk } from '../../../src/live/walk/judged-walk.ts';
import config from '../../../workshop.config.ts';
import { withLocalAws } from '../../support/local-aws.ts';

/** A workshop on a local AWS whose clock runs, as the page's own looks need it. */
export async function withRunningWorkshop(
  use: (workshop: Workshop, aws: LocalAws) => Promise<void>,
  changes: Partial<Config> = {},
): Promise<void> {
  await withLocalAws(
    async (aws) => {
      const cloud = await connect({
        target: 'local',
        region: config.region,
        endpoint: aws.url,
        realTime: false,
        signal: new AbortController().signal,
      });
      try {
        await use({ config: { ...config, ...changes }, cloud }, aws);
      } finally {
        cloud.close();
      }
    },
    { clock: new Clock() },
  );
}

/** The page as `npm run dashboard` serves it, on a port of its own. */
export async function withLivePage(
  workshop: Workshop,
  use: (page: LivePage, entries: readonly CatalogueEntry[]) => Promise<void>,
  port = 0,
): Promise<void> {
  const { config } = workshop;
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  const page = await openLivePage({
    workshop,
    profile: undefined,
    walk: judgedWalk(config, entries),
    choice: { dashboard: config.names.dashboard, minutes: undefined },
    port,
    debug: false,
  });
  try {
    await use(page, entries);
  } finally {
    await page.close();
  }
}
