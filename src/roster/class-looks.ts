import { setTimeout as wait } from 'node:timers/promises';
import type { Member, MemberStanding } from '../contract.ts';
import { interrupted } from '../interrupted.ts';
import { type ClassLook, lookAtClass, placesGate } from './look-at-class.ts';
import type { Looked } from './look-at-member.ts';
import { placeOf } from './place.ts';
import { inPlace, sharedPlaces } from './places.ts';
import { hasWorked } from './work-seen.ts';

/** The longest cloud time between two looks at members whose checks say NOT YET. */
const WAIT_STEP_SECONDS = 16;
/** Who passes everything is looked at in every so manieth round. */
const DONE_EVERY_ROUNDS = 5;
/** Of members that could not be reached it is not known how often they may be asked. */
const PACE_MS = 10_000;

/** Lets real time pass; rejects when the signal is aborted. */
type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

const pauseInRealTime: Pause = (ms, signal) => wait(ms, undefined, { signal });

/** Looks at a class again and again. Each member's newest standing is kept here. */
export class ClassLooks {
  readonly #standings = new Map<Member, MemberStanding>();
  readonly #firstLookedAtMs = new Map<Member, number>();
  /** cloud milliseconds since the epoch */
  readonly #sawWorkMs = new Map<Member, number>();
  readonly #paceMs = new Map<Member, number>();
  readonly #gate = placesGate();
  #questions = 0;

  constructor(
    private readonly options: ClassLook,
    private readonly pause = pauseInRealTime,
  ) {}

  /** How many questions AWS was asked so far. */
  get questions(): number {
    return this.#questions;
  }

  /** Real milliseconds between two looks, as each one's own AWS wants it: the least and the most. */
  get pacesMs(): readonly [number, number] {
    const paces = [...this.#paceMs.values()];
    return [Math.min(...paces), Math.max(...paces)];
  }

  /** Cloud seconds that have passed for somebody. */
  get cloudSeconds(): number {
    const passed = [...this.#standings].map(
      ([member, { lookedAtMs }]) => lookedAtMs - (this.#firstLookedAtMs.get(member) ?? lookedAtMs),
    );
    return Math.max(0, ...passed) / 1000;
  }

  /** @throws {WorkshopError} `interrupted` when the signal is aborted */
  async look(members = this.options.members, end?: AbortSignal): Promise<void> {
    const { looked: told } = this.options;
    const looked = (member: Member, look: Looked) => told(member, this.#kept(member, look));
    const options = { ...this.options, members, looked };
    await lookAtClass(end === undefined ? options : { ...options, end }, this.#gate);
  }

  /** A look with what the looks before it saw. */
  #kept(member: Member, looked: Looked): Looked {
    const { standing: shown, questions, paceMs = PACE_MS } = looked;
    const before = this.#standings.get(member);
    if (before === undefined) this.#firstLookedAtMs.set(member, shown.lookedAtMs);
    else if (hasWorked(before, shown)) this.#sawWorkMs.set(member, shown.lookedAtMs);
    const lastWorkMs = newest(shown.lastWorkMs, this.#sawWorkMs.get(member));
    const standing = lastWorkMs === undefined ? shown : { ...shown, lastWorkMs };
    this.#standings.set(member, standing);
    this.#questions += questions;
    this.#paceMs.set(member, paceMs);
    return { ...looked, standing };
  }

  /** Looks again at those who have a NOT YET, until it settles or their wait is used up. */
  async settle(waitSeconds: number): Promise<void> {
    for (;;) {
      const waiting = [...this.#standings].filter(
        ([member, { outcomes, lookedAtMs }]) =>
          outcomes.some(({ verdict }) => verdict === 'NOT YET') &&
          lookedAtMs < (this.#firstLookedAtMs.get(member) ?? 0) + waitSeconds * 1000,
      );
      if (waiting.length === 0) return;
      const members = waiting.map(([member]) => member);
      await this.#letTimePass(members, Math.min(WAIT_STEP_SECONDS, waitSeconds));
      await this.look(members);
    }
  }

  /** Looks on, for as long as it is not ended. @throws {WorkshopError} `interrupted` by the signal */
  async watch(end: AbortSignal): Promise<void> {
    const { members, common } = this.options;
    const either = AbortSignal.any([common.signal, end]);
    await Promise.allSettled(
      sharedPlaces(members, common).map((shared) => this.#watchPlace(shared.members, end, either)),
    );
    if (common.signal.aborted) throw interrupted();
  }

  /** Each place at its own pace: one that hangs, or that is asked seldom, slows no other. */
  async #watchPlace(
    members: readonly Member[],
    end: AbortSignal,
    either: AbortSignal,
  ): Promise<void> {
    const isDone = (member: Member) =>
      this.#standings.get(member)?.outcomes.every(({ verdict }) => verdict === 'PASS') === true;
    for (let round = 1; !either.aborted; round++) {
      const paceMs = Math.max(...members.map((member) => this.#paceMs.get(member) ?? PACE_MS));
      await this.pause(paceMs, either).catch(() => undefined);
      if (either.aborted) return;
      const due = members.filter((member) => round % DONE_EVERY_ROUNDS === 0 || !isDone(member));
      await this.look(due, end);
    }
  }

  /** In each AWS that somebody waits in, once. */
  async #letTimePass(members: readonly Member[], seconds: number): Promise<void> {
    const { common } = this.options;
    const one = [...new Map(members.map((member) => [member.endpoint, member])).values()];
    await Promise.all(
      one.map((member) =>
        inPlace(placeOf(member, common), common, (cloud) => cloud.sleep(seconds)),
      ),
    );
    if (common.signal.aborted) throw interrupted();
  }
}

function newest(...timesMs: readonly (number | undefined)[]): number | undefined {
  const known = timesMs.filter((ms) => ms !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
}
