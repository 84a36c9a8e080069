import type { ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';

/** How often it is found out whether a connection over which something came still speaks. */
const LOOK_MS = 250;
const PING_BYTES = 17;

/**
 * Streams that a client may take back, at once and then in a second. nghttp2 has about the same
 * bound, but beyond it reads nothing more and leaves the connection as it is.
 */
const TAKEN_BACK = { atOnce: 900, perSecond: 30 };

/**
 * Ends an HTTP/2 connection that is of no more use: one that its client has broken, that begins with
 * no request, or whose requests are taken back as fast as they come.
 *
 * @param headMs from the connection's opening to its first request
 */
export function endBroken(session: ServerHttp2Session, headMs: number): void {
  endMute(session);
  endWithoutRequest(session, headMs);
  endTakenBack(session);
}

/**
 * When the protocol is broken nghttp2 mostly says GOAWAY, neither reads nor writes any more, and
 * leaves it to the client to go; Node does not learn of it. What does tell is a ping: in a connection
 * that has ended so, it is never written.
 */
function endMute(session: ServerHttp2Session): void {
  const { socket } = session;
  let answers = 0;
  /** without answers to pings, which are no reason to ask again */
  const receivedBytes = () => socket.bytesRead - answers * PING_BYTES;
  let soundBytes = 0;
  let writtenBefore: number | undefined;
  const look = setInterval(() => {
    if (session.destroyed) {
      clearInterval(look);
    } else if (socket.bytesWritten === writtenBefore) {
      if (waitingBytes(socket) === 0) session.destroy();
    } else if (receivedBytes() === soundBytes) {
      writtenBefore = undefined;
    } else {
      const askedAfter = receivedBytes();
      const written = socket.bytesWritten;
      const isAsked = session.ping(() => {
        answers += 1;
        soundBytes = askedAfter;
      });
      writtenBefore = isAsked ? written : undefined;
    }
  }, LOOK_MS);
  look.unref();
}

/** What a client that reads slowly has not taken yet; net.Socket knows only what JavaScript wrote. */
function waitingBytes(socket: Socket): number {
  const { _handle } = socket as Socket & { _handle?: { writeQueueSize: number } | null };
  return _handle?.writeQueueSize ?? 0;
}

function endWithoutRequest(session: ServerHttp2Session, withinMs: number): void {
  const timer = setTimeout(() => session.destroy(), withinMs);
  session.once('stream', () => clearTimeout(timer));
  session.once('close', () => clearTimeout(timer));
}

function endTakenBack(session: ServerHttp2Session): void {
  let count = 0;
  let countedMs = 0;
  const taken = () => {
    const nowMs = performance.now();
    const forgiven = ((nowMs - countedMs) / 1000) * TAKEN_BACK.perSecond;
    count = Math.max(0, count - forgiven) + 1;
    countedMs = nowMs;
    if (count > TAKEN_BACK.atOnce) session.destroy();
  };
  session.on('stream', (stream) => {
    stream.once('close', () => {
      if (stream.rstCode !== 0) taken();
    });
  });
}
