import textWidth from 'string-width';
import { inAscii } from './ascii.ts';
import type { TextStream } from './live-area.ts';
import { wrapCommand, wrapLine } from './wrap.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const READABLE_COLUMNS = 100;

/** A sentence and, as it is to be typed, the one command that it leads to. */
const ENDS_IN_COMMAND =
  /^(( *).*?:) ((?:npm run|npx kinesis-hot-shard-workshop|aws) (?:(?!\. |, then ).)*[^.])$/;

/** Writes lines for people: to a terminal without breaking a word, to a file as they are. */
export class TextWriter {
  /** @param unicode false: what is written is ASCII */
  constructor(
    private readonly stream: TextStream,
    private readonly unicode: boolean,
  ) {}

  /** A file's lines are as long as they are. */
  get columns(): number {
    return this.stream.columns || Number.POSITIVE_INFINITY;
  }

  /** A sentence. */
  say(text: string): void {
    const isTerminal = Number.isFinite(this.columns);
    const columns = isTerminal ? Math.min(this.columns, READABLE_COLUMNS) : this.columns;
    const [, lead, indent = '', command] = ENDS_IN_COMMAND.exec(text) ?? [];
    if (lead === undefined || textWidth(text) <= columns) {
      this.#write(wrapLine(this.spell(text), columns));
    } else {
      this.#write(wrapLine(this.spell(lead), columns));
      this.sayCommand(`${indent}  ${command}`);
    }
  }

  /** What was drawn for the width that there is. */
  show(line: string): void {
    this.#write(wrapLine(this.spell(line), this.columns));
  }

  /** A command to be copied. */
  sayCommand(command: string): void {
    this.#write(wrapCommand(this.spell(command), this.columns));
  }

  /** With the letters that there are. */
  spell(text: string): string {
    return this.unicode ? text : inAscii(text);
  }

  #write(lines: readonly string[]): void {
    for (const line of lines) this.stream.write(`${line}\n`);
  }
}
