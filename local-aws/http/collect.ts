import type { Readable } from 'node:stream';
import { AwsError } from '../errors.ts';
import { MAX_BODY_BYTES, tooLarge } from '../wire/body.ts';
import type { HeldBytes } from './held-bytes.ts';

/** A request's body, or why there is none. */
export interface Collected {
  /** held until it is given back */
  readonly body: Buffer;
  readonly refused?: AwsError | undefined;
}

const NOTHING = Buffer.alloc(0);
/** Room that is made for a body because it says that it is so long. */
const TAKEN_AT_ITS_WORD = 1024 * 1024;

/**
 * Collects a request's body. One that is refused is read to its end all the same, and dropped: a
 * client that is still sending would not see an answer.
 *
 * @param saidBytes its `Content-Length`
 * @returns undefined when the sender went away
 */
export function collect(
  stream: Readable,
  saidBytes: string | undefined,
  held: HeldBytes,
  withinMs: number,
): Promise<Collected | undefined> {
  if (!held.open(stream)) return Promise.resolve({ body: NOTHING, refused: throttled() });
  return new Promise((resolve) => {
    const gathered = new Gathered(Math.min(Number(saidBytes) || 0, TAKEN_AT_ITS_WORD));
    let refused: AwsError | undefined;
    const refuse = (error: AwsError) => {
      refused ??= error;
      held.give(gathered.length);
      gathered.drop();
    };
    const timer = setTimeout(() => {
      refuse(timedOut(withinMs));
      resolve({ body: NOTHING, refused });
    }, withinMs);
    stream.on('data', (chunk: Buffer) => {
      if (refused !== undefined) return;
      if (gathered.length + chunk.length > MAX_BODY_BYTES) refuse(tooLarge(MAX_BODY_BYTES));
      else if (!held.take(chunk.length)) refuse(throttled());
      else gathered.add(chunk);
    });
    stream.on('end', () => {
      clearTimeout(timer);
      resolve({ body: gathered.bytes(), refused });
    });
    stream.on('error', () => {}); // it closes, too
    stream.on('close', () => {
      clearTimeout(timer);
      if (stream.readableEnded) return;
      held.give(gathered.length);
      gathered.drop();
      resolve(undefined);
    });
  });
}

/** Chunks one after the other: a single one as it is, more in a buffer that doubles. */
class Gathered {
  #buffer: Buffer = NOTHING;
  length = 0;

  constructor(private readonly expectedBytes: number) {}

  add(chunk: Buffer): void {
    const end = this.length + chunk.length;
    if (this.length === 0) this.#buffer = chunk;
    else {
      if (end > this.#buffer.length) {
        const room = end <= this.expectedBytes ? this.expectedBytes : end * 2;
        const larger = Buffer.allocUnsafeSlow(room);
        this.#buffer.copy(larger, 0, 0, this.length);
        this.#buffer = larger;
      }
      chunk.copy(this.#buffer, this.length);
    }
    this.length = end;
  }

  bytes(): Buffer {
    return this.#buffer.subarray(0, this.length);
  }

  drop(): void {
    this.#buffer = NOTHING;
    this.length = 0;
  }
}

function timedOut(withinMs: number): AwsError {
  const message = `The body did not come within ${withinMs / 1000} seconds`;
  return new AwsError('RequestTimeoutException', message, { statusCode: 408 });
}

function throttled(): AwsError {
  return new AwsError('ThrottlingException', 'Too many or too large requests at once');
}
