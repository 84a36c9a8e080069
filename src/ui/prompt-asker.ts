import { interrupted } from '../interrupted.ts';
import { type Asker, CHOICES } from '../runner/asker.ts';
import { watchKey } from './key-watch.ts';

interface Prompt {
  cancel(): Promise<void>;
  render(): Promise<void>;
}

/** What enquirer calls an option of a key's name on. */
interface Menu {
  index: number;
  submit(): Promise<void>;
  alert(): void;
}

/** The number of an entry chooses it; enquirer alone would only go there. */
async function chooseByNumber(this: Menu, digit: string): Promise<void> {
  const index = Number(digit) - 1;
  if (CHOICES[index] === undefined) return this.alert();
  this.index = index;
  return this.submit();
}

/** enquirer alone would show `true`. */
function yesOrNo(isYes: boolean): string {
  return isYes ? 'yes' : 'no';
}

/** Asks with enquirer: arrow keys and Enter. Only for a terminal. */
export function promptAsker(signal: AbortSignal): Asker {
  return {
    choose: async (last) => {
      const words = await ask<string>(
        {
          type: 'select',
          message: 'What now?',
          hint: 'a number or arrows',
          choices: CHOICES.map(({ words }, index) => ({
            name: words,
            message: `${index + 1} ${words}`,
          })),
          initial: CHOICES.findIndex(({ choice }) => choice === last),
          number: chooseByNumber,
        },
        signal,
      );
      return CHOICES.find((choice) => choice.words === words)?.choice ?? last;
    },
    confirm: (message, initial) =>
      ask<boolean>({ type: 'confirm', message, initial, format: yesOrNo }, signal),
    watchKey: (which) => watchKey(which),
  };
}

async function ask<Answer>(question: object, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) throw interrupted();
  const { default: Enquirer } = await import('enquirer');
  const enquirer = new Enquirer<{ answer: Answer }>();
  const asked = new AbortController();
  enquirer.once('prompt', (prompt: Prompt) => {
    const cancel = () => void prompt.cancel();
    signal.addEventListener('abort', cancel, { once: true, signal: asked.signal });
    // a terminal that gets lower takes away what is below the cursor
    const repaint = () => void prompt.render();
    process.stdout.on('resize', repaint);
    asked.signal.addEventListener('abort', () => process.stdout.off('resize', repaint));
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
    asked.abort();
  }
}
