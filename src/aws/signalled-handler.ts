import type { HttpRequest, HttpResponse } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { HttpHandlerOptions } from '@smithy/types';
import { signalOfCheck } from './check-time.ts';

export type Send = (request: HttpRequest) => Promise<{ response: HttpResponse }>;

/** Carries a signed request to AWS by `send`, or not, and gives the answer back. */
export type Via = (request: HttpRequest, send: Send) => ReturnType<Send>;

const straight: Via = (request, send) => send(request);

/** Ends every request with its check or the command, unless it brings a signal of its own. */
export class SignalledHandler extends NodeHttpHandler {
  constructor(
    private readonly signal: AbortSignal,
    requestTimeout: number,
    private readonly via: Via = straight,
  ) {
    super({
      connectionTimeout: 5_000,
      requestTimeout,
      // without this, a request over its time is only warned of
      throwOnRequestTimeout: true,
      // the time of a request ends with its answer's headers: the rest may fail to come as well
      socketTimeout: requestTimeout,
    });
  }

  override handle(request: HttpRequest, options: HttpHandlerOptions = {}) {
    const abortSignal = options.abortSignal ?? signalOfCheck() ?? this.signal;
    return this.via(request, (sent) => super.handle(sent, { ...options, abortSignal }));
  }
}
