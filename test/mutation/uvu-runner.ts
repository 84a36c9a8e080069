import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  INSTRUMENTER_CONSTANTS,
  type InstrumenterContext,
  type StrykerOptions,
} from '@stryker-mutator/api/core';
import {
  commonTokens,
  declareFactoryPlugin,
  PluginKind,
  tokens,
} from '@stryker-mutator/api/plugin';
import {
  type CompleteDryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type RunOptions,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { type RecordedTest, takeRecorded } from './recorded-uvu.ts';

/** What this plugin adds to Stryker's options. */
export interface UvuOptions {
  /** paths in the project */
  readonly uvuFiles: readonly string[];
}

interface IdentifiedTest extends RecordedTest {
  readonly id: string;
  readonly fileName: string;
}

/** Instrumented code looks here for the mutant that is on, and counts here what a test reaches. */
const global = globalThis as { [INSTRUMENTER_CONSTANTS.NAMESPACE]?: InstrumenterContext };

/**
 * Runs uvu's tests in this process, one after the other. Where a change is in what runs at load, it
 * loads them and the project anew, which is quicker than another process with all its packages.
 */
function uvuRunner(options: StrykerOptions): TestRunner {
  const { uvuFiles } = options as StrykerOptions & UvuOptions;
  const context: InstrumenterContext = {};
  global[INSTRUMENTER_CONSTANTS.NAMESPACE] = context;
  let loads = 0;
  let loaded: Promise<readonly IdentifiedTest[]> | undefined;

  function load(): Promise<readonly IdentifiedTest[]> {
    loaded ??= loadTests(uvuFiles, ++loads);
    return loaded;
  }

  async function run(
    { disableBail }: RunOptions,
    filter?: readonly string[],
  ): Promise<CompleteDryRunResult> {
    const tests: TestResult[] = [];
    for (const test of (await load()).filter(({ id }) => filter?.includes(id) ?? true)) {
      context.currentTestId = test.id;
      const result = await resultOf(test);
      delete context.currentTestId;
      tests.push(result);
      if (result.status === TestStatus.Failed && !disableBail) break;
    }
    return { status: DryRunStatus.Complete, tests };
  }

  return {
    capabilities: () => ({ reloadEnvironment: true }),

    async dryRun(options) {
      const result = await run(options);
      const { mutantCoverage } = context;
      return mutantCoverage === undefined ? result : { ...result, mutantCoverage };
    },

    async mutantRun(options) {
      const { activeMutant, mutantActivation, reloadEnvironment, testFilter, hitLimit } = options;
      delete context.activeMutant;
      delete context.hitLimit;
      if (reloadEnvironment) loaded = undefined;
      if (mutantActivation === 'runtime') await load();
      context.activeMutant = activeMutant.id;
      if (hitLimit !== undefined) context.hitLimit = hitLimit;
      context.hitCount = 0;
      const result = await run(options, testFilter);
      const endless = determineHitLimitReached(context.hitCount, hitLimit);
      return toMutantRunResult(endless ?? result, false);
    },
  };
}
uvuRunner.inject = tokens(commonTokens.options);

register('./uvu-hook.ts', import.meta.url);

async function loadTests(
  files: readonly string[],
  load: number,
): Promise<readonly IdentifiedTest[]> {
  const tests: IdentifiedTest[] = [];
  for (const file of files) {
    const fileName = resolve(file);
    await import(`${pathToFileURL(fileName).href}?load=${load}`);
    for (const test of takeRecorded()) {
      tests.push({ ...test, fileName, id: `${file}: ${test.title}` });
    }
  }
  return tests;
}

async function resultOf({ id, title: name, fileName, run }: IdentifiedTest): Promise<TestResult> {
  const started = performance.now();
  let failure: string | undefined;
  try {
    await run();
  } catch (error) {
    failure = String(error);
  }
  const about = { id, name, fileName, timeSpentMs: Math.round(performance.now() - started) };
  return failure === undefined
    ? { ...about, status: TestStatus.Success }
    : { ...about, status: TestStatus.Failed, failureMessage: failure };
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'uvu', uvuRunner)];

export const strykerValidationSchema = {
  properties: { uvuFiles: { type: 'array', items: { type: 'string' } } },
};
