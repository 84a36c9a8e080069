import type { Random } from '../../support/random.ts';

/** Values of one member that are kept; the oldest make room. */
const KEPT = 12;
/** Longer texts than this are drawings and pages, which no input takes. */
const LONGEST = 20_000;

/**
 * What members were seen to hold, by the member's name: an answer's shard ids, tokens and ARNs come
 * back in later inputs, so that random requests reach further than the first check.
 */
export class KnownValues {
  readonly #byMember = new Map<string, unknown[]>();

  learn(member: string, value: unknown): void {
    if (typeof value === 'string' && value.length > LONGEST) return;
    const values = this.#byMember.get(member) ?? [];
    if (values.includes(value)) return;
    values.push(value);
    if (values.length > KEPT) values.shift();
    this.#byMember.set(member, values);
  }

  /** Learns every scalar in an answer by the name of the member that it stands in. */
  learnAll(value: unknown, member = ''): void {
    if (Array.isArray(value)) {
      for (const item of value) this.learnAll(item, member);
    } else if (value !== null && typeof value === 'object') {
      for (const [name, inside] of Object.entries(value)) this.learnAll(inside, name);
    } else if (value !== null && value !== undefined && member !== '') {
      this.learn(member, value);
    }
  }

  /** A value that the member, or one whose name ends alike, has had; undefined when none has. */
  about(member: string, random: Random): unknown {
    const own = this.#byMember.get(member);
    if (own !== undefined && random.chance(0.8)) return random.pick(own);
    const alike = [...this.#byMember].filter(
      ([name]) => member.endsWith(name) || name.endsWith(member),
    );
    return alike.length === 0 ? undefined : random.pick(random.pick(alike)[1]);
  }
}
