import { usage } from './options.ts';

/** Taken when nobody asks for a port: kept free of the 4566 and 4567 of other local AWSs. */
export const DEFAULT_PORT = 4599;
const PORTS_TO_TRY = 50;

export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw usage(`--port ${text} is not a port: a whole number from 0 to 65535 (0 takes any)`);
  }
  return port;
}

/**
 * Starts a server on the port that was asked for, else on the first free one from `firstPort` on.
 *
 * @throws {WorkshopError} `usage` when the port that was asked for is taken
 */
export async function listen<Server>(
  asked: number | undefined,
  start: (port: number) => Promise<Server>,
  firstPort = DEFAULT_PORT,
): Promise<Server> {
  for (let port = asked ?? firstPort; ; port++) {
    try {
      return await start(port);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (asked !== undefined && code === 'EADDRINUSE') {
        throw usage(
          `Port ${asked} is taken; choose another, or leave --port out to take a free one`,
        );
      }
      if (asked !== undefined && code === 'EACCES') {
        throw usage(`Port ${asked} needs more rights; choose one from 1024`);
      }
      if (code !== 'EADDRINUSE' || port - firstPort >= PORTS_TO_TRY) throw error;
    }
  }
}
