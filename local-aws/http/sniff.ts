import type { Socket } from 'node:net';

/** How HTTP/2 with prior knowledge begins; HTTP/1.1 has no method that starts so. */
const HTTP2_PREFACE = 'PRI';

/**
 * Looks at a connection's first bytes and puts them back for the server that will read them. A
 * connection that does not say what it is ends.
 */
export function sniff(
  socket: Socket,
  withinMs: number,
  found: (speaksHttp2: boolean) => void,
): void {
  let seen: Buffer | undefined;
  const giveUp = () => socket.destroy();
  const look = (chunk: Buffer): void => {
    seen = seen === undefined ? chunk : Buffer.concat([seen, chunk]);
    const opening = seen.toString('latin1', 0, HTTP2_PREFACE.length);
    if (opening.length < HTTP2_PREFACE.length && HTTP2_PREFACE.startsWith(opening)) return;
    clearTimeout(timer);
    socket.off('data', look);
    socket.off('end', giveUp);
    socket.pause();
    socket.unshift(seen);
    const speaksHttp2 = opening === HTTP2_PREFACE;
    found(speaksHttp2);
    // The HTTP/2 server takes what is buffered by itself; flowing, it would be lost.
    if (!speaksHttp2) socket.resume();
  };
  const timer = setTimeout(giveUp, withinMs);
  socket.on('data', look);
  socket.on('end', giveUp);
  socket.once('close', () => clearTimeout(timer));
}
