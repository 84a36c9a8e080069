import type { Locator, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Clock } from '../../local-aws/clock.ts';
import { startLocalAws } from '../../local-aws/server.ts';
import type { CatalogueEntry, Workshop } from '../../src/contract.ts';
import config from '../../workshop.config.ts';
import { optional } from '../support/optional.ts';
import { runStep } from '../support/workshop.ts';
import { CHROMIUM, endBrowser, withPage } from './support/browser.ts';
import { withLivePage, withRunningWorkshop } from './support/live.ts';

/** Traffic that is over soon and as skewed as the workshop's. */
const TRAFFIC = {
  ...config.traffic,
  durationSeconds: 200,
  lanes: [20, 2, 2, 2].map((recordsPerSecond, shard) => ({ shard, recordsPerSecond })),
};

test.after(endBrowser);

optional(test, CHROMIUM, 'Before a walk the page says what is not there, and what to type', () =>
  withRunningWorkshop((workshop) =>
    withLivePage(workshop, ({ url }) =>
      withPage(url, async (page) => {
        await stepMarks(page).filter({ hasText: 'PASS' }).waitFor();
        assert.equal(await stepMarks(page).allInnerTexts(), [
          ...Array(6).fill('·not looked at'),
          '✔PASS',
        ]);
        const [dashboard, shards] = await page.locator('.problem').allInnerTexts();
        assert.is(
          dashboard,
          'There is no dashboard kinesis-per-shard-metrics yet: step 4 deploys it. Run step 4: npm run workshop -- --only 4',
        );
        assert.is(
          shards,
          'Stream hot-shard-data-stream does not exist in us-east-1: step 1 deploys it. Run step 1: npm run workshop -- --only 1',
        );
        assert.is(
          await page.locator('.standing').innerText(),
          'Nothing of the workshop is in this AWS: it has not begun, or was taken away again. Begin: npm run workshop',
        );
      }),
    ),
  ),
);

optional(test, CHROMIUM, 'After a walk shard 0 is marked hot, and then its split is seen', () =>
  withRunningWorkshop(
    (workshop) =>
      withLivePage(workshop, async ({ url }, entries) => {
        await runSteps(workshop, entries, 1, 5);
        await withPage(url, async (page) => {
          await stepMarks(page).filter({ hasText: 'PASS' }).nth(4).waitFor();
          assert.equal((await stepMarks(page).allInnerTexts()).slice(0, 5), Array(5).fill('✔PASS'));
          assert.match(
            await page.locator('.shards .summary').innerText(),
            /^hot-shard-data-stream: 4 open shards; shard 0 is relatively hot: it has 77 % of the records, 3\.1 times its fair share\. Records and keys are those of [-\d]+ [:\d]+ to [-:\d ]+ UTC\.$/,
          );
          await page
            .getByRole('img', { name: /shardId-000000000000 \(hot\): newest/ })
            .first()
            .waitFor();

          await runSteps(workshop, entries, 6, 6);
          await page
            .getByRole('log')
            .getByText('Shard 0 was split into 4 and 5.')
            .waitFor({ state: 'attached' });
        });
      }),
    { traffic: TRAFFIC },
  ),
);

optional(test, CHROMIUM, 'AWS that does not answer is told of, and what was seen last stays', () =>
  withRunningWorkshop((workshop, aws) =>
    withLivePage(workshop, ({ url }) =>
      withPage(url, async (page) => {
        await stepMarks(page).filter({ hasText: 'PASS' }).waitFor();
        await aws.stop();
        const trouble = page.locator('.trouble');
        await trouble.waitFor();
        assert.match(await trouble.innerText(), /What was seen last stays below\.$/);
        assert.is(await stepMarks(page).count(), 7);

        const again = await startLocalAws({ clock: new Clock(), port: aws.port });
        try {
          await trouble.waitFor({ state: 'detached' });
        } finally {
          await again.stop();
        }
      }),
    ),
  ),
);

/** The verdicts of the steps, without those of their checks. */
function stepMarks(page: Page): Locator {
  return page.locator('.step > details > summary .verdict');
}

async function runSteps(
  workshop: Workshop,
  entries: readonly CatalogueEntry[],
  from: number,
  to: number,
): Promise<void> {
  for (const { number, step } of entries) {
    if (number >= from && number <= to) await runStep(step, workshop);
  }
}

test.run();
