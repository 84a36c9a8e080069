import type { Work } from './work.ts';

export interface Task {
  /** names of the tasks that must have succeeded before; unknown names are no hindrance */
  readonly after: readonly string[];
  /** answers whether it succeeded */
  work(): Work<boolean>;
  /** called when it was under way and another one's failure ended it */
  cancelled?(): void;
}

interface Running {
  readonly work: Work<boolean>;
  readonly dueSeconds: number;
}

/**
 * Does tasks side by side, each as soon as those that it comes after have succeeded.
 *
 * @param stopAtFailure a failure ends the tasks under way, and no further one begins
 * @returns the names of the tasks that failed or were ended
 */
export function* inOrder(
  tasks: ReadonlyMap<string, Task>,
  { stopAtFailure }: { stopAtFailure: boolean },
): Work<string[]> {
  const waiting = new Map(tasks);
  const running = new Map<string, Running>();
  const failed: string[] = [];
  let nowSeconds = 0;

  const step = (name: string, work: Work<boolean>): void => {
    const turn = work.next();
    running.delete(name);
    if (turn.done !== true) running.set(name, { work, dueSeconds: nowSeconds + turn.value });
    else if (turn.value) succeeded.add(name);
    else failed.push(name);
  };
  const succeeded = new Set<string>();
  const beginReady = (): void => {
    let begun = true;
    while (begun && !(stopAtFailure && failed.length > 0)) {
      begun = false;
      for (const [name, task] of waiting) {
        if (!task.after.every((other) => succeeded.has(other) || !tasks.has(other))) continue;
        if (stopAtFailure && failed.length > 0) break;
        waiting.delete(name);
        step(name, task.work());
        begun = true;
      }
    }
  };

  try {
    for (;;) {
      beginReady();
      if (stopAtFailure && failed.length > 0) break;
      const nextSeconds = Math.min(...[...running.values()].map(({ dueSeconds }) => dueSeconds));
      if (running.size === 0) break;
      yield nextSeconds - nowSeconds;
      nowSeconds = nextSeconds;
      for (const [name, { work, dueSeconds }] of [...running]) {
        if (dueSeconds <= nowSeconds) step(name, work);
      }
    }
  } finally {
    for (const [name, { work }] of running) {
      work.return(false);
      failed.push(name);
      tasks.get(name)?.cancelled?.();
    }
  }
  return failed;
}
