/** A second of cutting and some of travelling; a step back of more is a clock that was set. */
const LARGEST_LAG_MS = 5_000;

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
    const stepBackMs = this.#offsetMs - offsetMs;
    // A header that was cut, or was long on its way, reads a little behind what is known already.
    if (stepBackMs > 0 && stepBackMs < LARGEST_LAG_MS) return;
    this.#offsetMs = offsetMs;
  }

  now(): number {
    return this.realNow() + this.#offsetMs;
  }
}
