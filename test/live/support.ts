import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LocalAws } from '../../local-aws/server.ts';
import { connect } from '../../src/aws/cloud.ts';
import type { LiveModels } from '../../src/live/models.ts';
import { startPageServer } from '../../src/live/server.ts';
import { Sight, type SightOptions } from '../../src/live/sight.ts';
import config from '../../workshop.config.ts';
import { fakeWorkshop } from '../runner/fakes.ts';

const PATIENCE_MS = 60_000;

/** The page's server over an endpoint, without the page's own files; ends with the test. */
export async function withPage<T>(
  endpoint: string,
  use: (url: string, sight: Sight) => Promise<T>,
  walk: SightOptions['walk'] = { watch: () => () => undefined },
): Promise<T> {
  const sight = new Sight({
    workshop: { config, cloud: { ...fakeWorkshop().cloud, endpoint, now: Date.now } },
    walk,
    connect: (signal) =>
      connect({
        target: 'local',
        region: 'us-east-1',
        endpoint,
        realTime: true,
        signal,
        maxAttempts: 2,
      }),
  });
  const server = await startPageServer({
    port: 0,
    files: new Map([['/', { type: 'text/html; charset=utf-8', body: '<!doctype html>' }]]),
    sight,
    dashboard: config.names.dashboard,
  });
  try {
    return await use(server.url, sight);
  } finally {
    await server.close();
  }
}

export interface Viewer {
  /** The first model of this name, seen already or still to come, that is as wanted. */
  until<Name extends keyof LiveModels>(
    name: Name,
    isWanted: (model: LiveModels[Name]) => boolean,
  ): Promise<LiveModels[Name]>;
  /** Every event so far, as it was sent. */
  readonly texts: readonly string[];
  close(): void;
}

/** Looks at the page's events as a browser does. */
export async function view(url: string, query = ''): Promise<Viewer> {
  const controller = new AbortController();
  const answer = await fetch(`${url}events${query}`, { signal: controller.signal });
  const seen = new Map<string, unknown>();
  const texts: string[] = [];
  const waiting = new Set<() => void>();
  const read = async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) {
      const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
      rest = parts.pop() ?? '';
      for (const text of parts) {
        texts.push(text);
        const [, name = '', json = ''] = /^event: (\w+)\ndata: ([^\n]*)$/.exec(text) ?? [];
        seen.set(name, JSON.parse(json));
        for (const look of waiting) look();
      }
    }
  };
  read().catch(() => undefined); // the server went, or the test closed it
  return {
    texts,
    close: () => controller.abort(),
    until: (name, isWanted) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`No ${name} as wanted; the last was ${JSON.stringify(seen.get(name))}`));
        }, PATIENCE_MS);
        const look = () => {
          const model = seen.get(name) as LiveModels[typeof name] | undefined;
          if (model === undefined || !isWanted(model)) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(model);
        };
        waiting.add(look);
        look();
      }),
  };
}

export interface Counter {
  readonly url: string;
  /** Requests that came through. */
  requests(): number;
  /** Settles once no connection to it is open. */
  quiet(): Promise<void>;
}

/** Stands before a local AWS, and counts what is asked of it. */
export async function withCounter<T>(
  aws: LocalAws,
  use: (counter: Counter) => Promise<T>,
): Promise<T> {
  let requests = 0;
  const server = http.createServer((request, response) => {
    requests += 1;
    const { method, url, headers } = request;
    const forwarded = http.request(
      `${aws.url}${url}`,
      { method, headers: { ...headers, host: new URL(aws.url).host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    request.pipe(forwarded);
  });
  let open = 0;
  let isQuiet: () => void = () => undefined;
  server.on('connection', (socket) => {
    open += 1;
    socket.once('close', () => {
      open -= 1;
      if (open === 0) isQuiet();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      requests: () => requests,
      quiet: () =>
        new Promise((resolve, reject) => {
          const late = setTimeout(() => reject(new Error(`${open} are still open`)), PATIENCE_MS);
          isQuiet = () => {
            clearTimeout(late);
            resolve();
          };
          if (open === 0) isQuiet();
        }),
    });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
