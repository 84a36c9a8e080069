import { WorkshopError } from '../errors.ts';

export type Choice = 'run' | 'by hand' | 'commands' | 'hint' | 'page' | 'skip' | 'quit';

export const CHOICES: readonly { readonly choice: Choice; readonly words: string }[] = [
  { choice: 'run', words: 'Run it for me' },
  { choice: 'by hand', words: 'I do it myself, and you check' },
  { choice: 'commands', words: 'Show the AWS CLI commands' },
  { choice: 'hint', words: 'Give me a hint' },
  { choice: 'page', words: 'Open the live page' },
  { choice: 'skip', words: 'Skip this step' },
  { choice: 'quit', words: 'Quit' },
];

/** Waits for a key, while something else goes on. */
export interface KeyWatch {
  isPressed(): boolean;
  readonly pressed: Promise<void>;
  /** Gives the keyboard back. */
  stop(): void;
}

/**
 * The person at the terminal. Each question rejects with a `WorkshopError` `interrupted` on Ctrl-C,
 * and when the command's signal is aborted.
 */
export interface Asker {
  /** @param last what was chosen before: the cursor stands there */
  choose(last: Choice): Promise<Choice>;
  confirm(question: string, initial: boolean): Promise<boolean>;
  /** Ctrl-C is always a key that counts: it means "back". */
  watchKey(which: 'any' | 'enter'): KeyWatch;
}

/** Whether a person agrees; Ctrl-C is a no, and what it leaves as it is can be said. */
export async function agrees(asker: Asker, question: string, initial: boolean): Promise<boolean> {
  try {
    return await asker.confirm(question, initial);
  } catch (error) {
    if (error instanceof WorkshopError && error.code === 'interrupted') return false;
    throw error;
  }
}
