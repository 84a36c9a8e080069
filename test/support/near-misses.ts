import type { Test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadCatalogue, readStems } from '../../src/catalog.ts';
import { ROOT } from '../../src/cli/root.ts';
import type { NearMiss } from '../../src/near-misses/near-miss.ts';
import { rejectNearMiss } from '../../src/near-misses/reject.ts';
import { withRules } from '../../src/near-misses/rules.ts';
import { World } from '../../src/near-misses/world.ts';
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

/** A world to build for one test, by the rules that the near misses are laid out for. */
export async function withWorld(use: (world: World) => Promise<void>): Promise<void> {
  const entries = await loadCatalogue(ROOT, await readStems(ROOT));
  await withWorkshop(({ config, cloud }) => {
    const connect = () => Promise.reject(new Error('this world has one region'));
    return use(new World(withRules(config), cloud, { entries, connect }));
  });
}
