/** Lets a bounded number through at once; the others wait in line. */
export class Gate {
  #inside = 0;
  #waiting: (() => void)[] = [];
  #idle: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Resolves inside the gate: whoever enters must leave. */
  async enter(): Promise<void> {
    if (this.#inside < this.limit) {
      this.#inside += 1;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next !== undefined) {
      next();
      return;
    }
    this.#inside -= 1;
    if (this.#inside === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  /** Enters, and leaves however that ends. */
  async through<T>(use: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await use();
    } finally {
      this.leave();
    }
  }

  /** Resolves when nobody is inside. */
  async empty(): Promise<void> {
    if (this.#inside > 0) await new Promise<void>((resolve) => this.#idle.push(resolve));
  }
}
