import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { optional } from '../support/optional.ts';
import { CHROMIUM, endBrowser, withPage } from './support/browser.ts';
import { SAMPLE } from './support/sample-models.ts';
import { withModels } from './support/served-models.ts';

test.after(endBrowser);

optional(
  test,
  CHROMIUM,
  'A page whose walk has ended says so, and gives no alarm that its server went',
  () =>
    withModels({ ...SAMPLE, walk: { ...SAMPLE.walk, hasEnded: true } }, ({ url, whileGone }) =>
      withPage(url, async (page) => {
        const ended = page.getByText('The walk has ended, and this page stays as it is.');
        await ended.waitFor();
        const failed = page.waitForEvent('requestfailed');
        await whileGone(async () => {
          await failed;
          assert.is(await ended.count(), 1);
          assert.is(await page.locator('.trouble').count(), 0);
        });
      }),
    ),
);

test.run();
