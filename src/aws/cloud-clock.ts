/** A second of cutting and some of travelling; a step back of more is a clock that was set. */
const LARGEST_LAG_MS = 5_000;
/** More than two answers that tell the same time are apart: one of them lags, the other is cut. */
const LARGEST_DIFFERENCE_MS = 10_000;

/** In whole milliseconds since the epoch, as Date.now() has them. */
function machineNow(): number {
  return Math.floor(performance.timeOrigin + performance.now());
}

/**
 * Cloud time, read off the answers of an AWS. A `Date` header is cut to whole seconds, so the
 * reading is at most a second behind the cloud and never ahead of it. Between two readings this
 * machine's time counts, which nobody sets: it runs on from the process's start.
 */
export class CloudClock {
  #offsetMs = 0;

  constructor(private readonly realNow: () => number = machineNow) {}

  /** Takes a reading at its word; a header that is missing or no date changes nothing. */
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

  /**
   * Takes a reading that goes with what is known. Where it does not, a witness is asked: somebody
   * may have moved a local AWS's clock, or this machine has slept. The answer was then made
   * between its request and the witness's, or its time is wrong.
   *
   * @param sentMs what this clock said when the request was sent
   * @param askWitness sets this clock by another answer
   * @returns false for a time that is wrong; this clock then goes by the witness
   */
  async agreesWith(
    date: string | undefined,
    sentMs: number,
    askWitness: () => Promise<void>,
  ): Promise<boolean> {
    const cloudMs = Date.parse(date ?? '');
    if (Number.isNaN(cloudMs)) return true;
    if (Math.abs(cloudMs - this.now()) <= LARGEST_DIFFERENCE_MS) {
      this.set(cloudMs);
      return true;
    }
    await askWitness();
    const earliestMs = Math.min(sentMs, this.now()) - LARGEST_DIFFERENCE_MS;
    return cloudMs >= earliestMs && cloudMs <= this.now() + LARGEST_DIFFERENCE_MS;
  }

  now(): number {
    return this.realNow() + this.#offsetMs;
  }
}
