import type * as http from 'node:http';
import type * as net from 'node:net';
import { HeldBytes } from './held-bytes.ts';
import { createHttp1 } from './http1.ts';
import { createHttp2 } from './http2.ts';
import type { Limits } from './limits.ts';
import type { Respond } from './respond.ts';
import { sniff } from './sniff.ts';

/** One port for HTTP/1.1 and cleartext HTTP/2 with prior knowledge. */
export class Listener {
  readonly #http1: http.Server;
  readonly #sockets = new Set<net.Socket>();

  constructor(respond: Respond, limits: Limits) {
    const held = new HeldBytes(limits);
    const http2 = createHttp2(respond, held, limits);
    // The HTTP/1 server is the one that listens, since only then it watches over slow heads. Its
    // own way of taking a connection is kept for those that turn out to be HTTP/1.
    this.#http1 = createHttp1(respond, held, limits);
    const takers = this.#http1.listeners('connection');
    this.#http1.removeAllListeners('connection');
    this.#http1.on('connection', (socket: net.Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => socket.destroy());
      sniff(socket, limits.headMs, (speaksHttp2) => {
        if (speaksHttp2) {
          socket.allowHalfOpen = false;
          http2.emit('connection', socket);
        } else for (const take of takers) take.call(this.#http1, socket);
      });
    });
  }

  /**
   * @param port 0 takes any free one
   * @returns the port
   * @throws {NodeJS.ErrnoException} EADDRINUSE when the port is taken
   */
  async listen(port: number, host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#http1.once('error', reject);
      this.#http1.listen(port, host, resolve);
    });
    return (this.#http1.address() as net.AddressInfo).port;
  }

  /** Ends every connection and gives the port back. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#http1.close(() => resolve());
      for (const socket of this.#sockets) socket.destroy();
    });
  }
}
