import { interrupted } from '../interrupted.ts';
import { type Asker, CHOICES, type Choice } from '../runner/asker.ts';
import { watchKey } from './key-watch.ts';

interface Prompt {
  cancel(): Promise<void>;
}

/** Asks with enquirer: arrow keys and Enter. Only for a terminal. */
export function promptAsker(signal: AbortSignal): Asker {
  return {
    choose: async () => {
      const choices = CHOICES.map(({ choice, words }) => ({ name: choice, message: words }));
      return ask<Choice>({ type: 'select', message: 'What now?', choices }, signal);
    },
    confirm: (message, initial) => ask<boolean>({ type: 'confirm', message, initial }, signal),
    watchKey: (which) => watchKey(which),
  };
}

async function ask<Answer>(question: object, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) throw interrupted();
  const { default: Enquirer } = await import('enquirer');
  const enquirer = new Enquirer<{ answer: Answer }>();
  let cancel: () => void = () => undefined;
  enquirer.once('prompt', (prompt: Prompt) => {
    cancel = () => {
      void prompt.cancel();
    };
    signal.addEventListener('abort', cancel, { once: true });
  });
  try {
    const { answer } = await enquirer.prompt({ name: 'answer', ...question } as {
      name: string;
      type: string;
      message: string;
    });
    return answer;
  } catch (error) {
    // Ctrl-C rejects with an empty text
    throw error === '' || error === undefined ? interrupted() : error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
