import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpResponse } from '@smithy/core/protocols';
import { connect, type Via } from '../cloud.ts';
import { CloudClock } from '../cloud-clock.ts';
import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { questionOf, questionText } from './question.ts';
import type { RecordedMoment } from './read-recording.ts';
import type { Answer, Exchange, Head } from './recording.ts';

/**
 * The AWS of a recording: it answers what was asked in the moment that is replayed, the same
 * question in the order of its answers, and tells the time of the answer that was given last. What
 * was not asked then is refused by name.
 */
export class Replay {
  readonly #head: Head;
  readonly #left = new Map<string, Exchange[]>();
  #nowMs = 0;

  constructor(head: Head) {
    this.#head = head;
  }

  /** Nothing is connected: no request leaves this process. */
  async open(signal: AbortSignal): Promise<Cloud & { close(): void }> {
    const cloud = await connect({
      target: 'local',
      region: this.#head.config.region,
      realTime: true,
      signal,
      via: this.#via,
      clock: new CloudClock(() => this.#nowMs),
    });
    // the time that a wait took is that of the next answer
    return { ...cloud, target: this.#head.target, sleep: () => nextTurn() };
  }

  /** Goes to a moment: what was left of the one before is forgotten. */
  goTo({ atMs, exchanges }: RecordedMoment): void {
    this.#nowMs = atMs;
    this.#left.clear();
    for (const exchange of exchanges) {
      const text = questionText(exchange.asked);
      this.#left.set(text, [...(this.#left.get(text) ?? []), exchange]);
    }
  }

  readonly #via: Via = async (request) => {
    const question = questionOf(request);
    const exchange = this.#left.get(questionText(question))?.shift();
    if (exchange === undefined) {
      const { service, operation, input } = question;
      throw new WorkshopError(
        'cannot-tell',
        `The recording has no answer to ${operation} of ${service} with ${JSON.stringify(input)} at this moment`,
        'A recording answers what was asked when it was made, under the same names and windows: make another one with --record',
      );
    }
    this.#nowMs = Math.max(this.#nowMs, exchange.atMs);
    return { response: responseOf(exchange.answer) };
  };
}

function responseOf(answer: Answer): HttpResponse {
  if ('error' in answer) {
    const { name, code, message } = answer.error;
    throw Object.assign(new Error(message), { name, code });
  }
  const { status: statusCode, headers, json, text = JSON.stringify(json) } = answer;
  return new HttpResponse({ statusCode, headers: { ...headers }, body: Readable.from([text]) });
}
