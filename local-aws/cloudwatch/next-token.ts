/** Where a listing goes on, as the opaque text that clients hand back. */
export function writeToken(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** The position in a token that `writeToken` made; `undefined` for any other text. */
export function readToken(token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch {
    return undefined;
  }
}
