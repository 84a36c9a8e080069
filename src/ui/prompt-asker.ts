import { stripVTControlCharacters } from 'node:util';
import textWidth from 'string-width';
import { interrupted } from '../interrupted.ts';
import { type Asker, CHOICES } from '../runner/asker.ts';
import { fit } from './fit.ts';
import { watchKey } from './key-watch.ts';

interface Prompt {
  cancel(): Promise<void>;
  render(): Promise<void>;
  /** What enquirer believes to be on the terminal. */
  readonly state: {
    /** All of it. */
    buffer: string;
    /** The question, which the cursor stands behind. */
    readonly prompt: string;
    /** How many lines are below the question. */
    size: number;
  };
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

/** enquirer counts lines, not the rows that a terminal breaks them into: each line is one row. */
function fitEntry({ message }: { readonly message: string }): string {
  return fit(message, process.stdout.columns - 3);
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
          choiceMessage: fitEntry,
          footer: () => fit('  a number or arrows', process.stdout.columns),
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

/**
 * A terminal that gets another size breaks lines anew or takes those away that are below the cursor,
 * and keeps the cursor where it is in its line.
 */
function eraseMenu({ state }: Prompt): void {
  const questionColumns = textWidth(stripVTControlCharacters(state.prompt));
  const rowsAbove = Math.floor(questionColumns / process.stdout.columns);
  process.stdout.write(`${rowsAbove === 0 ? '' : `\u001b[${rowsAbove}A`}\r\u001b[J`);
  state.buffer = '';
  state.size = 0;
}

async function ask<Answer>(question: object, signal: AbortSignal): Promise<Answer> {
  if (signal.aborted) throw interrupted();
  const { default: Enquirer } = await import('enquirer');
  const enquirer = new Enquirer<{ answer: Answer }>();
  const asked = new AbortController();
  enquirer.once('prompt', (prompt: Prompt) => {
    const cancel = () => void prompt.cancel();
    signal.addEventListener('abort', cancel, { once: true, signal: asked.signal });
    const repaint = () => {
      if (prompt.state.size > 0) eraseMenu(prompt);
      void prompt.render();
    };
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
