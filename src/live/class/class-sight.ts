import { typed } from '../../again.ts';
import type { ClassStanding } from '../../contract.ts';
import type { ClassModel, CloudModel, LiveModels, MemberModel } from '../models.ts';
import { Shown } from '../shown.ts';
import type { Choice } from '../sight.ts';
import { classModel, memberModel } from './class-model.ts';

/** Members are looked at many times a second; nobody reads faster than this. */
const AT_MOST_EVERY_MS = 250;

export interface ClassSightOptions {
  /** Where those are who have no place of their own. */
  readonly cloud: Pick<CloudModel, 'target' | 'endpoint' | 'region'>;
  readonly stuckAfterSeconds: number;
}

/** A class as it is reported, shared by those who look at its page. */
export class ClassSight {
  readonly #options: ClassSightOptions;
  readonly #cloud = new Shown<CloudModel>();
  readonly #class = new Shown<ClassModel>();
  /** those that somebody looks at, by participant */
  readonly #members = new Map<string, Shown<MemberModel>>();
  #standing: ClassStanding;
  /** cloud time − real time, as the newest look tells */
  #aheadMs = 0;
  #due: ReturnType<typeof setTimeout> | undefined;

  constructor(options: ClassSightOptions, standing: ClassStanding) {
    this.#options = options;
    this.#standing = standing;
    this.#showAll(false);
  }

  show(standing: ClassStanding): void {
    this.#standing = standing;
    this.#due ??= setTimeout(() => {
      this.#due = undefined;
      this.#showAll(false);
    }, AT_MOST_EVERY_MS);
  }

  /** Shows how it stands in the end. */
  end(): void {
    clearTimeout(this.#due);
    this.#showAll(true);
  }

  /** @returns what ends it */
  watch(
    { participant }: Pick<Choice, 'participant'>,
    see: (name: keyof LiveModels, json: string) => void,
  ): () => void {
    this.showCloud();
    const ends = [
      this.#class.watch((json) => see('class', json)),
      this.#cloud.watch((json) => see('cloud', json)),
      ...(participant === undefined
        ? []
        : [this.#watchMember(participant, (json) => see('member', json))]),
    ];
    return () => {
      for (const end of ends) end();
    };
  }

  /** Tells the time, so that who looks knows that this goes on. */
  showCloud(): void {
    this.#cloud.show({
      ...this.#options.cloud,
      timeLapse: false,
      nowMs: Math.round(Date.now() + this.#aheadMs),
      trouble: '',
      servedBy: typed('verify', '--roster FILE --watch'),
      startedBy: '',
    });
  }

  #watchMember(participant: string, see: (json: string) => void): () => void {
    const shown = this.#members.get(participant) ?? new Shown<MemberModel>();
    this.#members.set(participant, shown);
    this.#showMember(participant, shown);
    const end = shown.watch(see);
    return () => {
      end();
      if (!shown.isWatched) this.#members.delete(participant);
    };
  }

  #showAll(hasEnded: boolean): void {
    const looks = this.#standing.members.map(({ lookedAtMs }) => lookedAtMs);
    if (looks.length > 0) this.#aheadMs = Math.max(...looks) - Date.now();
    this.#class.show(classModel(this.#standing, this.#options.stuckAfterSeconds, hasEnded));
    for (const [participant, shown] of this.#members) this.#showMember(participant, shown);
  }

  #showMember(participant: string, shown: Shown<MemberModel>): void {
    const member = this.#standing.members.find((one) => one.participant === participant);
    shown.show(memberModel(participant, member));
  }
}
