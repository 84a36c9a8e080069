/**
 * Cloud time, read off the answers of an AWS. A `Date` header is cut to whole seconds, so the
 * reading is at most a second behind the cloud and never ahead of it.
 */
export class CloudClock {
  #offsetMs = 0;

  constructor(private readonly realNow: () => number = Date.now) {}

  /** Takes the newest reading; a header that is missing or no date changes nothing. */
  read(date: string | undefined): void {
    const cloudMs = Date.parse(date ?? '');
    if (!Number.isNaN(cloudMs)) this.set(cloudMs);
  }

  /** @param cloudMs cloud time now, in milliseconds since the epoch */
  set(cloudMs: number): void {
    const offsetMs = cloudMs - this.realNow();
    // Two answers within one second carry the same header: the greater offset is the nearer one.
    const sameSecond = Math.abs(offsetMs - this.#offsetMs) < 1000;
    this.#offsetMs = sameSecond ? Math.max(offsetMs, this.#offsetMs) : offsetMs;
  }

  now(): number {
    return this.realNow() + this.#offsetMs;
  }
}
