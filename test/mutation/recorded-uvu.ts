/** A test as its file declares it. */
export interface RecordedTest {
  readonly title: string;
  readonly run: () => unknown;
}

let recorded: RecordedTest[] = [];

/**
 * Stands in for uvu's `test`, which keeps its tests to itself and runs a file's all together. Hooks
 * are not there: a file that uses them does not load.
 */
export const test = Object.assign(
  (title: string, run: () => unknown): void => {
    recorded.push({ title, run });
  },
  { run: () => undefined, skip: () => undefined },
);

/** @returns what was declared since the last call */
export function takeRecorded(): readonly RecordedTest[] {
  const taken = recorded;
  recorded = [];
  return taken;
}
