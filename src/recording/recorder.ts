import { AsyncLocalStorage } from 'node:async_hooks';
import { closeSync, openSync, writeSync } from 'node:fs';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import type { Send, Via } from '../aws/signalled-handler.ts';
import type { CatalogueEntry, Cloud, Config, Json } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { headerOf, questionOf } from './question.ts';
import { type Answer, RECORDING_VERSION, type RecordingLine } from './recording.ts';
import { Redaction } from './redaction.ts';

/** Of the file. A walk of the lesson `many-keys` takes some 120 MB, most of it records. */
const MOST_BYTES = 512 * 1024 ** 2;

/** What an answer is read by; request ids, cookies and the like are nobody's business. */
const KEPT_HEADERS = [
  'date',
  'content-type',
  'retry-after',
  'x-amzn-errortype',
  'x-amzn-query-error',
];

/**
 * Writes what AWS answers to the checks, as it goes and without identities, to a new file. What is
 * asked outside of a check is not written: a step's writes can not be replayed as if they happened.
 */
export class Recorder {
  readonly #checks = new AsyncLocalStorage<Cloud>();
  readonly #redaction = new Redaction();
  readonly #file: number;
  #leftBytes: number;

  /** @throws {WorkshopError} `usage` when there is such a file, or it can not be written */
  constructor(path: string, config: Config, target: Cloud['target'], mostBytes = MOST_BYTES) {
    this.#leftBytes = mostBytes;
    try {
      this.#file = openSync(path, 'wx');
    } catch (cause) {
      const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST';
      const reason = isThere ? 'there is such a file, and it is kept' : errorOf(cause).message;
      throw new WorkshopError('usage', `--record ${path} can not be written: ${reason}`, '', cause);
    }
    const madeAt = new Date().toISOString();
    this.#write({ recording: RECORDING_VERSION, madeAt, target, config });
  }

  /** A step whose checks are recorded. */
  readonly recorded = (entry: CatalogueEntry): CatalogueEntry => ({
    ...entry,
    checks: entry.checks.map((check) => ({
      ...check,
      run: (workshop, saw) => {
        const { cloud } = workshop;
        this.#write({ step: entry.stem, check: check.title, atMs: cloud.now() });
        return this.#checks.run(cloud, () => check.run(workshop, saw));
      },
    })),
  });

  readonly via: Via = async (request, send) => {
    const cloud = this.#checks.getStore();
    // who asks is learnt from the first answer on
    const isIdentity = /\/sts\/aws4_request/.test(headerOf(request.headers, 'authorization'));
    if (cloud === undefined && !isIdentity) return send(request);
    const write = (answer: Answer) => {
      this.#redaction.learn(request);
      const redacted = this.#redaction.all(answer);
      if (cloud === undefined) return;
      const { input, ...asked } = questionOf(request);
      const question = { ...asked, input: this.#redaction.all(input) };
      this.#write({ asked: question, atMs: cloud.now(), answer: redacted });
    };
    const { response, body } = await received(request, send).catch((error: unknown) => {
      write({ error: errorOf(error) });
      throw error;
    });
    write(answerOf(response, body));
    response.body = Readable.from([body]);
    return { response };
  };

  close(): void {
    closeSync(this.#file);
  }

  #write(line: RecordingLine): void {
    if (this.#leftBytes === 0) return;
    let text = `${JSON.stringify(line)}\n`;
    const bytes = Buffer.byteLength(text);
    if (bytes > this.#leftBytes) text = '{"full":true}\n';
    this.#leftBytes = bytes > this.#leftBytes ? 0 : this.#leftBytes - bytes;
    writeSync(this.#file, text);
  }
}

async function received(request: HttpRequest, send: Send) {
  const { response } = await send(request);
  return { response, body: await buffer(response.body as Readable) };
}

function answerOf({ statusCode: status, headers }: HttpResponse, body: Buffer): Answer {
  const type = headers['content-type'] ?? 'text/plain';
  if (!/json|xml|^text/.test(type)) {
    // what is not understood can not be freed of identities
    return { error: { name: 'Error', code: '', message: `An answer in ${type} is not recorded` } };
  }
  const kept = Object.entries(headers).filter(([name]) => KEPT_HEADERS.includes(name));
  const answer = { status, headers: Object.fromEntries(kept) };
  const text = body.toString('utf8');
  if (!type.includes('json')) return { ...answer, text };
  try {
    return { ...answer, json: JSON.parse(text) as Json };
  } catch {
    return { ...answer, text };
  }
}

function errorOf(error: unknown): { name: string; code: string; message: string } {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return { name, code, message };
}
