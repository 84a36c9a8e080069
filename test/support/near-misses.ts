import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { NearMiss } from '../../src/near-misses/near-miss.ts';
import { rejectNearMiss } from '../../src/near-misses/reject.ts';
import { withWorkshop } from './workshop.ts';

/** Declares a test for each: it is built, and rejected by its own check alone in its own words. */
export function testNearMisses(test: Test, nearMisses: readonly NearMiss[]): void {
  for (const nearMiss of nearMisses) {
    test(`Near miss: ${nearMiss.title} is rejected by "${nearMiss.rejectedBy}" alone`, async () => {
      const entries = await loadCatalogue(ROOT, await readStems(ROOT));
      const { verdict, reason, observed, expected } = await withWorkshop((workshop) =>
        rejectNearMiss(nearMiss, 0, workshop, entries),
      );
      assert.is(verdict, 'PASS', `${reason}. Expected ${expected}, observed ${observed}`);
    });
  }
}
