import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HttpResponse } from '@smithy/core/protocols';
import { connect } from '../aws/cloud.ts';
import { CloudClock } from '../aws/cloud-clock.ts';
import type { Via } from '../aws/signalled-handler.ts';
import type { Cloud } from '../contract.ts';
import { WorkshopError } from '../errors.ts';
import { questionOf, questionText } from './question.ts';
import type { RecordedMoment } from './read-recording.ts';
import type { Answer, Exchange, Head } from './recording.ts';

/**
 * The AWS of a recording. It answers what was asked in the moment that is replayed, the same
 * question in the order of its answers, or else in the sitting around it; it tells the time of the
 * newest answer that was given. What was not asked then is refused by name.
 */
export class Replay {
  /** By the text of their question: of the moment those that are left, and of its sitting all. */
  #left = new Map<string, Exchange[]>();
  #around = new Map<string, Exchange[]>();
  #nowMs = 0;

  constructor(private readonly head: Head) {}

  /** Nothing is connected: no request leaves this process. */
  async open(signal: AbortSignal): Promise<Cloud & { close(): void }> {
    const cloud = await connect({
      target: 'local',
      region: this.head.config.region,
      realTime: true,
      signal,
      via: this.#via,
      clock: new CloudClock(() => this.#nowMs),
    });
    // the time that a wait took is that of the next answer
    return { ...cloud, target: this.head.target, sleep: () => nextTurn() };
  }

  goTo(moment: RecordedMoment, sitting: readonly RecordedMoment[]): void {
    this.#nowMs = moment.atMs;
    this.#left = byQuestion(moment.exchanges);
    this.#around = byQuestion(sitting.flatMap(({ exchanges }) => exchanges));
  }

  readonly #via: Via = async (request) => {
    const question = questionOf(request);
    const text = questionText(question);
    const exchange = this.#left.get(text)?.shift() ?? this.#around.get(text)?.at(-1);
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

function byQuestion(exchanges: readonly Exchange[]): Map<string, Exchange[]> {
  const found = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    const text = questionText(exchange.asked);
    found.set(text, [...(found.get(text) ?? []), exchange]);
  }
  return found;
}

function responseOf(answer: Answer): HttpResponse {
  if ('error' in answer) {
    const { name, code, message } = answer.error;
    throw Object.assign(new Error(message), { name, code });
  }
  const { status: statusCode, headers, json, text = JSON.stringify(json) } = answer;
  return new HttpResponse({ statusCode, headers: { ...headers }, body: Readable.from([text]) });
}
