import { getSmithyContext } from '@smithy/core/client';
import type { HttpResponse } from '@smithy/core/protocols';
import type { MiddlewareStack } from '@smithy/types';
import type { Cloud } from '../contract.ts';
import type { Gate } from '../gate.ts';
import { signalOfCheck } from './check-time.ts';
import { isWebPage, notAws, wrongTime } from './trusted-answer.ts';

/** Takes the time of an answer; false when it is wrong. `sentMs` is when the request was sent. */
export type Hear = (date: string | undefined, sentMs: number) => Promise<boolean>;

export interface Attendance {
  /** Requests that are under way. */
  readonly requests: Gate;
  /** Ends what belongs to no check. */
  readonly signal: AbortSignal;
  readonly now: Cloud['now'];
  readonly hear: Hear;
}

/**
 * A client whose requests are counted and end with their check, and whose answers are AWS's own: a
 * web page in place of one rejects with `no-connection`, and in a check, where minutes are judged by
 * it, a wrong time with `cannot-tell`.
 */
export function attended<Client extends { readonly middlewareStack: unknown }>(
  client: Client,
  { requests, signal, now, hear }: Attendance,
): Client {
  const trust = async (operation: string, response: HttpResponse, sentMs: number) => {
    const { statusCode, headers } = response;
    // the SDK tries again after a page with 502 or 503
    if (statusCode < 500 && isWebPage(headers['content-type'])) throw notAws(operation);
    if (!(await hear(headers.date, sentMs)) && signalOfCheck() !== undefined) {
      throw wrongTime(operation, String(headers.date), now());
    }
  };
  // Each client's stack is typed by its own commands; this middleware looks at none of them.
  const stack = client.middlewareStack as MiddlewareStack<object, object>;
  // It copies every request and every answer for a log, and there is none.
  stack.remove('loggerMiddleware');
  stack.add(
    (next) => async (args) => {
      await requests.enter();
      return next(args).finally(() => requests.leave());
    },
    { step: 'initialize', name: 'countRequests', priority: 'high' },
  );
  stack.add(
    (next, context) => async (args) => {
      // the waits between the SDK's tries end with it, too
      getSmithyContext(context).abortSignal ??= signalOfCheck() ?? signal;
      return next(args);
    },
    { step: 'initialize', name: 'endWithCheck' },
  );
  stack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const sentMs = now();
        const operation = commandName.replace(/Command$/, '');
        const expectTrust = (response: unknown) =>
          trust(operation, response as HttpResponse, sentMs);
        // only once the body has been read: nobody else would notice that it ends early
        const result = await next(args).catch(async (error: { $response?: unknown }) => {
          if (error.$response !== undefined) await expectTrust(error.$response);
          throw error;
        });
        await expectTrust(result.response);
        return result;
      },
    { step: 'deserialize', name: 'trustAnswer', priority: 'high' },
  );
  return client;
}
