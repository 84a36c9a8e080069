import textWidth from 'string-width';

/** A terminal, or a file that words for people go to. */
export interface TextStream {
  /** Undefined where it is no terminal. */
  readonly columns?: number;
  readonly rows?: number;
  write(text: string): unknown;
}

/**
 * Lines made anew for each size of the terminal, none of them wider than `columns`. Those beyond
 * `rows` are not shown.
 */
type DrawnFor = (columns: number, rows: number) => readonly string[];

/** As often as a person can read. */
const PAINT_EVERY_MS = 100;

/**
 * The last lines on a terminal, which are painted over until they are left or taken away. The cursor
 * waits on the empty line below them.
 */
export class LiveArea {
  #lines: DrawnFor = () => [];
  #painted: readonly string[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly stream: TextStream) {}

  /** @param lines asked for as long as they are shown */
  show(lines: DrawnFor): void {
    this.#lines = lines;
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#paint(), PAINT_EVERY_MS).unref();
    this.#paint();
  }

  /** What is shown stays, as it is by now. */
  leave(): void {
    if (this.#timer === undefined) return;
    this.#paint();
    this.#stop();
  }

  takeAway(): void {
    if (this.#timer === undefined) return;
    this.stream.write(this.#erased());
    this.#stop();
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#painted = [];
  }

  #paint(): void {
    // a terminal whose last column was written to may begin a new line by itself
    const columns = this.#columns - 1;
    // what has left the screen at its top can not be painted over
    const rows = Math.max(1, (this.stream.rows ?? Number.POSITIVE_INFINITY) - 1);
    const shown = this.#lines(columns, rows).slice(0, rows);
    if (shown.join('\n') === this.#painted.join('\n')) return;
    this.stream.write(`${this.#erased()}${shown.map((line) => `${line}\n`).join('')}`);
    this.#painted = shown;
  }

  /** A terminal that has become narrower has broken what was painted into more rows. */
  #erased(): string {
    const rows = this.#painted.reduce(
      (sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / this.#columns)),
      0,
    );
    return rows === 0 ? '' : `\u001b[${rows}F\u001b[J`;
  }

  get #columns(): number {
    return this.stream.columns ?? 80;
  }
}
