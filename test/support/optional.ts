import { spawnSync } from 'node:child_process';
import type { Test } from 'uvu';

/** Whether a program is on this machine. */
export function hasProgram(name: string, ...args: string[]): boolean {
  return (
    spawnSync(name, args.length === 0 ? ['--version'] : args, { stdio: 'ignore' }).status === 0
  );
}

/**
 * Declares a test that needs what a machine may lack; where it does, the test is counted as skipped
 * and named, never passed over in silence.
 */
export function optional(
  test: Test,
  needs: { readonly what: string; readonly there: boolean },
  title: string,
  run: () => Promise<void>,
): void {
  if (needs.there) {
    test(title, run);
    return;
  }
  test.skip(title, run);
  console.log(`skipped: ${title} (needs ${needs.what})`);
}
