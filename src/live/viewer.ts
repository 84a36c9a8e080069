import type { ServerResponse } from 'node:http';
import type { LiveModels } from './models.ts';

/**
 * One open page, as server-sent events. A model that it has not taken yet is replaced by the next:
 * who is slow skips some, and nothing piles up.
 */
export class Viewer {
  readonly #response: ServerResponse;
  readonly #waiting = new Map<keyof LiveModels, string>();

  constructor(response: ServerResponse) {
    this.#response = response;
    response.on('drain', () => this.#send());
  }

  /** @param json on one line, as `JSON.stringify` writes it */
  see(name: keyof LiveModels, json: string): void {
    this.#waiting.set(name, json);
    this.#send();
  }

  /** Sends what it has not taken yet, and settles when it is gone. */
  async end(): Promise<void> {
    if (this.#response.closed) return;
    const closed = new Promise((resolve) => this.#response.once('close', resolve));
    for (const [name, json] of this.#waiting) this.#write(name, json);
    this.#response.end();
    await closed;
  }

  #send(): void {
    for (const [name, json] of this.#waiting) {
      if (this.#response.writableNeedDrain) return;
      this.#waiting.delete(name);
      this.#write(name, json);
    }
  }

  #write(name: keyof LiveModels, json: string): void {
    this.#response.write(`event: ${name}\ndata: ${json}\n\n`);
  }
}
