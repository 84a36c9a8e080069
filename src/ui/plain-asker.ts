import { createInterface } from 'node:readline/promises';
import { interrupted } from '../interrupted.ts';
import { type Asker, CHOICES } from '../runner/asker.ts';
import { watchKey } from './key-watch.ts';

/** Asks with numbered lines, for terminals that do not repaint and for screen readers. */
export function plainAsker(signal: AbortSignal): Asker {
  return {
    choose: async () => {
      for (;;) {
        const menu = CHOICES.map(({ words }, index) => `${index + 1} ${words}`).join('\n');
        const typed = await readLine(`${menu}\nNumber: `, signal);
        const chosen = CHOICES[Number(typed) - 1];
        if (chosen !== undefined) return chosen.choice;
        process.stdout.write(
          `"${typed}" is none of them. Type a number from 1 to ${CHOICES.length}, then Enter.\n`,
        );
      }
    },
    confirm: async (question, initial) => {
      const line = await readLine(`${question} ${initial ? '[Y/n]' : '[y/N]'} `, signal);
      return line === '' ? initial : /^y(es)?$/i.test(line);
    },
    watchKey: (which) => watchKey(which),
  };
}

/** One line of standard input; its end, like Ctrl-C, interrupts the command. */
async function readLine(question: string, signal: AbortSignal): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stdout, terminal: false });
  try {
    const ended = new Promise<never>((_, reject) => {
      lines.once('close', () => reject(interrupted()));
    });
    const line = await Promise.race([lines.question(question, { signal }), ended]);
    return line.trim();
  } catch (error) {
    throw signal.aborted ? interrupted() : error;
  } finally {
    lines.close();
  }
}
