import { AsyncLocalStorage } from 'node:async_hooks';
import type { MiddlewareStack } from '@smithy/types';
import { classifyAwsError } from '../aws-errors.ts';
import { failureOf } from '../traffic/failure.ts';

/**
 * One look at one member: the same question is asked of AWS once, so that all checks judge the same
 * answers. Where the credentials are refused, or nobody answers, no further question is asked.
 */
export class Look {
  readonly #answers = new Map<string, Promise<unknown>>();
  #trouble: unknown;

  /** How many questions AWS was asked. */
  get questions(): number {
    return this.#answers.size;
  }

  /** Runs what belongs to this look. */
  during<T>(act: () => Promise<T>): Promise<T> {
    return LOOKS.run(this, act);
  }

  /** @throws what the first question threw that tells of all others, too */
  async answer<Answer>(question: string, ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#trouble !== undefined) throw this.#trouble;
    // each question has answers of its own type
    const known = this.#answers.get(question) as Promise<Answer> | undefined;
    if (known !== undefined) return known;
    const answer = ask();
    this.#answers.set(question, answer);
    try {
      return await answer;
    } catch (error) {
      const { kind } = classifyAwsError(error);
      if (kind === 'credentials' || kind === 'no-connection') this.#trouble = error;
      // "there is none" is an answer; "not now" is not, nor the end of the check that asked
      if (kind === 'aborted' || failureOf(error) !== 'final') this.#answers.delete(question);
      throw error;
    }
  }
}

const LOOKS = new AsyncLocalStorage<Look>();

/** Has a client that only reads ask each question once in a look. */
export function answerOnce(client: { readonly middlewareStack: unknown }): void {
  // Each client's stack is typed by its own commands; this middleware looks at none of them.
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  stack.add(
    (next, { clientName, commandName }) =>
      (args) => {
        const look = LOOKS.getStore();
        if (look === undefined) return next(args);
        const question = `${clientName} ${commandName} ${JSON.stringify(args.input)}`;
        return look.answer(question, () => next(args));
      },
    { step: 'initialize', name: 'answerOnce', priority: 'high' },
  );
}
