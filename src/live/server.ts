import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageFiles } from './bundle.ts';
import { isMinutes } from './models.ts';
import type { Choice, Sight } from './sight.ts';
import { Viewer } from './viewer.ts';

const LOOPBACK = '127.0.0.1';
const OWN_NAMES = [LOOPBACK, 'localhost'];
const METHODS = ['GET', 'HEAD'];
/** What a request's path is resolved against; nothing of it is looked at. */
const ORIGIN = 'http://page';
const NO_CHOICE = 'There is no such range, or no such name.';
/** Source: PutDashboard in the CloudWatch API reference. */
const LONGEST_NAME = 255;

/** Also tells time, so it keeps the page's clock right. */
const HEARTBEAT_MS = 10_000;
const MOST_VIEWERS = 64;
const TOO_MANY = `This page is open ${MOST_VIEWERS} times already. Close one, and load it again.`;
/** A viewer that does not take what it was shown last is left without it. */
const LAST_MODELS_WITHIN_MS = 1_000;

/** Nothing of the page comes from elsewhere, and no text of AWS can become a script in it. */
const HEADERS: OutgoingHttpHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "font-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default dompurify',
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

export interface PageServerOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly files: PageFiles;
  readonly sight: Pick<Sight, 'watch' | 'showCloud'>;
  /** Shown to who does not choose one. */
  readonly dashboard: string;
}

export interface PageServer {
  readonly url: string;
  /** Sends every viewer what was shown last, ends every connection and gives the port back. */
  close(): Promise<void>;
}

/**
 * Serves the live page on the loopback address, to pages of its own and to programs on this machine.
 *
 * @throws {NodeJS.ErrnoException} EADDRINUSE when the port is taken
 */
export async function startPageServer({
  port,
  files,
  sight,
  dashboard,
}: PageServerOptions): Promise<PageServer> {
  const viewers = new Set<Viewer>();
  const server = createServer((request, response) => {
    const refusal = refusalOf(request);
    if (refusal !== undefined) return refuse(response, ...refusal);
    const { pathname, searchParams } = new URL(request.url ?? '', ORIGIN);
    if (viewers.size >= MOST_VIEWERS) return refuse(response, 503, TOO_MANY);
    const isAsked = request.method !== 'HEAD';
    const begin = (type: string) => response.writeHead(200, { ...HEADERS, 'content-type': type });
    if (pathname === '/events') {
      const chosen = chosenBy(searchParams, dashboard);
      if (chosen === undefined) return refuse(response, 400, NO_CHOICE);
      response.setHeader('connection', 'close');
      begin('text/event-stream; charset=utf-8');
      return isAsked ? show(sight, chosen, response, viewers) : response.end();
    }
    const file = files.get(pathname);
    if (file === undefined) return refuse(response, 404, 'There is no such page.');
    begin(file.type);
    return response.end(isAsked ? file.body : undefined);
  });
  server.listen(port, LOOPBACK);
  await once(server, 'listening');
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}/`,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      const late = setTimeout(() => server.closeAllConnections(), LAST_MODELS_WITHIN_MS);
      await Promise.all([...viewers].map((viewer) => viewer.end()));
      clearTimeout(late);
      server.closeAllConnections();
      await closed;
    },
  };
}

function show(
  sight: PageServerOptions['sight'],
  chosen: Choice,
  response: ServerResponse,
  viewers: Set<Viewer>,
): void {
  const viewer = new Viewer(response);
  viewers.add(viewer);
  const end = sight.watch(chosen, (name, json) => viewer.see(name, json));
  const heartbeat = setInterval(() => sight.showCloud(), HEARTBEAT_MS);
  response.once('close', () => {
    viewers.delete(viewer);
    clearInterval(heartbeat);
    end();
  });
}

/**
 * Keeps other pages out: a name that was rebound to this machine is not our own, and a browser says
 * where a request comes from.
 */
function refusalOf({
  method = '',
  url = '',
  headers,
  socket,
}: IncomingMessage): [status: number, reason: string] | undefined {
  const own = `${LOOPBACK}:${socket.localPort}`;
  const names = OWN_NAMES.map((name) => `${name}:${socket.localPort}`);
  if (!names.includes(String(headers.host).toLowerCase())) {
    return [
      403,
      `This page answers at http://${own}/ only. From another machine, forward the same port: ssh -L ${socket.localPort}:${own}`,
    ];
  }
  const site = headers['sec-fetch-site'] ?? 'none'; // 'none': typed in by the user
  if (site !== 'none' && site !== 'same-origin') {
    return [403, 'This page answers no other page.'];
  }
  if (!METHODS.includes(method)) return [405, `This page answers ${METHODS.join(' and ')} only.`];
  return URL.canParse(url, ORIGIN) ? undefined : [400, 'This is no address.'];
}

/** Undefined for what can not be meant. */
function chosenBy(query: URLSearchParams, otherwise: string): Choice | undefined {
  const dashboard = query.get('dashboard') ?? otherwise;
  const minutes = query.get('minutes') ?? undefined;
  const participant = query.get('participant') ?? undefined;
  if (dashboard.length > LONGEST_NAME) return undefined;
  if (minutes === undefined) return { dashboard, minutes, participant };
  return isMinutes(minutes) ? { dashboard, minutes: Number(minutes), participant } : undefined;
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  const allow = status === 405 ? { allow: METHODS.join(', ') } : {};
  response.writeHead(status, { ...HEADERS, ...allow, 'content-type': 'text/plain; charset=utf-8' });
  response.end(`${reason}\n`);
}
