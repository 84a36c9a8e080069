import { mkdir, readdir } from 'node:fs/promises';
import { ClassicLevel } from 'classic-level';
import { sealed, unsealed } from './checksum.ts';
import { damaged, inUse, notOurs, unusable } from './refusal.ts';

/** Files that LevelDB makes before its store is one. */
const BEGINNINGS = /^(?:LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(?:log|dbtmp))$/;
/** Entries that are read in one go when a store is walked through. */
const AT_A_TIME = 500;
const AT_A_TIME_BYTES = 1024 * 1024;

export type Operation =
  | { readonly type: 'put'; readonly key: string; readonly value: Uint8Array }
  | { readonly type: 'del'; readonly key: string };

/**
 * The embedded store behind a state folder: keys in order, values with checksums, and batches that
 * are written as a whole or not at all. A batch that was written is in the operating system's hands:
 * it survives the end of this process by any signal, but not a power failure just afterwards.
 */
export class Store {
  readonly #level: ClassicLevel<string, Buffer>;

  private constructor(readonly folder: string) {
    this.#level = new ClassicLevel(folder, { keyEncoding: 'utf8', valueEncoding: 'buffer' });
  }

  /** @throws {StateRefused} */
  static async open(folder: string): Promise<Store> {
    await requireOwn(folder);
    let store: Store;
    try {
      store = new Store(folder);
      await store.#level.open();
    } catch (error) {
      throw explained(folder, error);
    }
    return store;
  }

  /** @throws {StateRefused} when the value is not what was written */
  async get(key: string): Promise<Buffer | undefined> {
    try {
      const value = await this.#level.get(key);
      return value === undefined ? undefined : this.#unsealed(key, value);
    } catch (error) {
      throw explained(this.folder, error);
    }
  }

  /**
   * The entries whose keys begin with `prefix`, in the order of the keys, without it.
   *
   * @throws {StateRefused} when they are not what was written
   */
  async *entries(prefix: string): AsyncGenerator<[key: string, value: Buffer]> {
    const range = { gte: prefix, lt: `${prefix}\u{ffff}`, highWaterMarkBytes: AT_A_TIME_BYTES };
    const iterator = this.#level.iterator({ ...range, fillCache: false });
    try {
      for (;;) {
        const entries = await iterator.nextv(AT_A_TIME);
        if (entries.length === 0) return;
        for (const [key, value] of entries) {
          yield [key.slice(prefix.length), this.#unsealed(key, value)];
        }
      }
    } catch (error) {
      throw explained(this.folder, error);
    } finally {
      await iterator.close();
    }
  }

  async write(operations: readonly Operation[]): Promise<void> {
    const batch = this.#level.batch();
    for (const operation of operations) {
      if (operation.type === 'del') batch.del(operation.key);
      else batch.put(operation.key, sealed(operation.key, operation.value));
    }
    await batch.write();
  }

  async isEmpty(): Promise<boolean> {
    const keys = await this.#level.keys({ limit: 1 }).all();
    return keys.length === 0;
  }

  /** Removes everything but one key. */
  async clearBut(key: string): Promise<void> {
    await this.#level.clear({ lt: key });
    await this.#level.clear({ gt: key });
  }

  close(): Promise<void> {
    return this.#level.close();
  }

  #unsealed(key: string, value: Buffer): Buffer {
    const plain = unsealed(key, value);
    if (plain === undefined) throw damaged(this.folder, `a wrong checksum at ${key}`);
    return plain;
  }
}

/** A folder with other files in it is not to be filled with a store. */
async function requireOwn(folder: string): Promise<void> {
  let names: string[];
  try {
    await mkdir(folder, { recursive: true });
    names = await readdir(folder);
  } catch (error) {
    throw unusable(folder, messageOf(error));
  }
  if (names.includes('CURRENT')) return;
  if (names.some((name) => /^\d+\.ldb$/.test(name))) throw damaged(folder, 'CURRENT is missing');
  if (!names.every((name) => BEGINNINGS.test(name))) throw notOurs(folder);
}

function explained(folder: string, error: unknown): unknown {
  const { code, message } = innermost(error);
  if (code === 'LEVEL_LOCKED') return inUse(folder);
  if (code === 'LEVEL_CORRUPTION') return damaged(folder, message);
  return code?.startsWith('LEVEL_') ? unusable(folder, message) : error;
}

/** LevelDB's own error, which its callers wrap. */
function innermost(error: unknown): { code: string | undefined; message: string } {
  const { cause, code } = error as { cause?: unknown; code?: string };
  return cause instanceof Error ? innermost(cause) : { code, message: messageOf(error) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
