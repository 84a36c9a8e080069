import xterm from '@xterm/headless';

/** A row of a terminal's screen or of what has left it at the top. */
export interface Row {
  readonly text: string;
  /** The terminal itself has broken a line here, as it was too long. */
  readonly isBroken: boolean;
}

/** A terminal that shows what is written to it, to be looked at. */
export class Screen {
  readonly #terminal;

  constructor(columns: number) {
    this.#terminal = new xterm.Terminal({
      cols: columns,
      rows: 40,
      scrollback: 10_000,
      convertEol: true,
      allowProposedApi: true,
    });
  }

  get columns(): number {
    return this.#terminal.cols;
  }

  write(text: string): void {
    this.#terminal.write(text);
  }

  /** Lines that are too long now are broken anew, as by most terminals. */
  async resize(columns: number): Promise<void> {
    await this.#written();
    this.#terminal.resize(columns, 40);
  }

  /** Every row so far, without the empty ones at the end. */
  async shown(): Promise<Row[]> {
    await this.#written();
    const { active } = this.#terminal.buffer;
    const rows = Array.from({ length: active.length }, (_, at) => {
      const line = active.getLine(at);
      return { text: line?.translateToString(true) ?? '', isBroken: line?.isWrapped ?? false };
    });
    return rows.slice(0, rows.findLastIndex(({ text }) => text !== '') + 1);
  }

  #written(): Promise<void> {
    return new Promise((resolve) => this.#terminal.write('', resolve));
  }
}
