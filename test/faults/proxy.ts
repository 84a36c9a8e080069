import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an AWS answered, whole. */
export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

/** One call on its way: who asked for what, where the answer goes, and what it truly is. */
export interface Exchange {
  readonly operation: string;
  /** the response is JSON, or XML in the Query protocol */
  readonly speaks: 'json' | 'xml';
  readonly response: http.ServerResponse;
  /** asks the AWS behind the proxy */
  forward(): Promise<Answer>;
}

export type Serve = (exchange: Exchange) => void | Promise<void>;

/** Which calls go wrong: those of one operation, from the `first` one (counted from 1) on. */
export interface Strike {
  readonly operation: string;
  readonly first: number;
  /** how many of them; all of them when left out */
  readonly times?: number;
  readonly serve: Serve;
}

/** Stands between the clients and an AWS, on loopback, and lets chosen calls go wrong. */
export class FaultProxy {
  /** A connection for each of the client's: a local AWS knows who sleeps by the connection. */
  readonly #agents = new Map<object, http.Agent>();
  readonly #server = http.createServer((request, response) => void this.#take(request, response));
  #strike: Strike | undefined;
  /** Operations in the order in which they were asked for, since the last `expect`. */
  seen: string[] = [];
  /** Calls that went wrong since then. */
  struck = 0;
  readonly #open = new Set<http.ServerResponse>();

  private constructor(
    private readonly target: URL,
    private readonly passesControl: boolean,
  ) {}

  /** @param passesControl whether the local AWS's own calls get through: else it looks like any AWS */
  static async open(target: string, passesControl = true): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(target), passesControl);
    await new Promise<void>((resolve) => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Begins anew, with this going wrong, or nothing. */
  expect(strike: Strike | undefined): void {
    this.#strike = strike;
    this.seen = [];
    this.struck = 0;
  }

  /** Resolves when no call is under way: each has its answer, or its client has gone. */
  async quiet(): Promise<void> {
    await Promise.all([...this.#open].map((response) => once(response, 'close')));
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
    for (const agent of this.#agents.values()) agent.destroy();
  }

  #agentOf({ socket }: http.IncomingMessage): http.Agent {
    const known = this.#agents.get(socket);
    if (known !== undefined) return known;
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.#agents.set(socket, agent);
    socket.once('close', () => {
      this.#agents.delete(socket);
      agent.destroy();
    });
    return agent;
  }

  async #take(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    this.#open.add(response);
    response.once('close', () => this.#open.delete(response));
    try {
      const body = await whole(request);
      const { url = '/' } = request;
      if (url.startsWith('/_local/')) {
        if (!this.passesControl) return void response.writeHead(404).end();
        return pass(await this.#forward(request, body), response);
      }
      const operation = operationOf(request, body);
      this.seen.push(operation);
      const forward = () => this.#forward(request, body);
      if (!this.#strikes(operation)) return pass(await forward(), response);
      this.struck += 1;
      response.sendDate = false; // it would be this machine's, and the cloud's is another
      const speaks = request.headers['x-amz-target'] === undefined ? 'xml' : 'json';
      await this.#strike?.serve({ operation, speaks, response, forward });
    } catch {
      response.destroy(); // the client has gone, or the AWS behind
    }
  }

  #strikes(operation: string): boolean {
    if (this.#strike?.operation !== operation) return false;
    const { first, times = Number.POSITIVE_INFINITY } = this.#strike;
    const nth = this.seen.filter((one) => one === operation).length;
    return nth >= first && nth < first + times;
  }

  #forward(request: http.IncomingMessage, body: Buffer): Promise<Answer> {
    const { method, url: path } = request;
    const { hostname, port, host } = this.target;
    const headers = { ...request.headers, host };
    const options = { hostname, port, path, method, headers, agent: this.#agentOf(request) };
    return new Promise((resolve, reject) => {
      const sent = http.request(options, (answer) => {
        const { statusCode: status = 0 } = answer;
        whole(answer).then(
          (bytes) => resolve({ status, headers: answer.headers, body: bytes }),
          reject,
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }
}

export function pass({ status, headers, body }: Answer, response: http.ServerResponse): void {
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body);
}

function operationOf({ headers }: http.IncomingMessage, body: Buffer): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.slice(target.indexOf('.') + 1);
  return new URLSearchParams(body.toString('utf8')).get('Action') ?? 'unknown';
}

async function whole(message: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
