import { connect } from '../aws/cloud.ts';
import type { CatalogueEntry, Cloud, Outcome, Workshop } from '../contract.ts';
import { explain } from '../explain.ts';
import { interrupted } from '../interrupted.ts';
import { judgeAll } from '../judge.ts';
import { isCleanUp } from '../selection.ts';
import type { NearMiss } from './near-miss.ts';
import { withRules } from './rules.ts';
import { World } from './world.ts';

const TIME = /(\d{4}-\d\d-\d\d[ T])?\d\d:\d\d(:\d\d)?Z/g;

/** A local AWS takes an access key id of twelve digits for the account. */
const FIRST_ACCOUNT = 900_000_000_001;

/**
 * Builds a near miss in an account of its own, and judges it whole.
 *
 * @param at which one it is, counted from 0: no two have the same account
 * @returns PASS where its own check alone rejects it, in its own words; CANNOT TELL where it could
 * not be built or looked at
 */
export async function rejectNearMiss(
  nearMiss: NearMiss,
  at: number,
  { config, cloud: own }: Workshop,
  entries: readonly CatalogueEntry[],
): Promise<Outcome> {
  const account = String(FIRST_ACCOUNT + at);
  const rules = withRules(config);
  const cloud = await connectAs(account, own, rules.region);
  try {
    const world = new World(rules, cloud, {
      entries,
      connect: (region) => connectAs(account, own, region),
    });
    await nearMiss.build(world);
    const judged = await judgeAll(judgedIn(nearMiss, entries), world, { waitSeconds: 0 });
    return compared(nearMiss, judged);
  } catch (error) {
    if (own.signal.aborted) throw interrupted(error);
    const [reason = ''] = explain(error, false);
    return notTold(nearMiss, `It could not be built: ${reason}`);
  } finally {
    cloud.close();
  }
}

/**
 * Clients for another account of the same local AWS. They sleep as its owner does: of several
 * sleepers each would wait for all others.
 */
async function connectAs(
  accessKeyId: string,
  { target, endpoint, signal, sleep, now }: Cloud,
  region: string,
): Promise<Cloud & { close(): void }> {
  const cloud = await connect({
    target,
    region,
    realTime: false,
    signal,
    credentials: async () => ({ accessKeyId, secretAccessKey: 'local' }),
    ...(endpoint === undefined ? {} : { endpoint }),
  });
  return { ...cloud, sleep, now: () => Math.max(now(), cloud.now()) };
}

/** All up to its step: a miss that an earlier check rejects is none of this step. */
function judgedIn({ step }: NearMiss, entries: readonly CatalogueEntry[]): CatalogueEntry[] {
  return entries.filter(({ stem }) => (isCleanUp(step) ? stem === step : stem <= step));
}

function compared(nearMiss: NearMiss, judged: readonly Outcome[]): Outcome {
  const rejections = judged
    .filter(({ verdict }) => verdict !== 'PASS')
    .map(({ title, verdict, reason }) => `${title}: ${verdict}, ${reason.replace(TIME, '{time}')}`);
  const observed = rejections.join('; ') || 'every check passed';
  const unseen = judged.find(({ verdict }) => verdict === 'CANNOT TELL');
  if (unseen !== undefined) return { ...notTold(nearMiss, unseen.reason), observed };
  const seen = outcomeOf(nearMiss, observed);
  if (rejections.length === 1 && observed === rejectionOf(nearMiss)) return seen;
  return {
    ...seen,
    verdict: 'FAIL',
    reason:
      rejections.length === 0
        ? 'No check rejects this world'
        : 'This world is not rejected by its own check alone, in its own words',
    remedy: 'Mend the checks, so that each asserts a fact of its own',
  };
}

function notTold(nearMiss: NearMiss, reason: string): Outcome {
  const remedy = 'Put right what the reason says; the catalogue is in src/near-misses/';
  return { ...outcomeOf(nearMiss, 'nothing'), verdict: 'CANNOT TELL', reason, remedy };
}

function outcomeOf(nearMiss: NearMiss, observed: string): Outcome {
  return {
    step: nearMiss.step,
    title: `Near miss: ${nearMiss.title} is rejected by "${nearMiss.rejectedBy}"`,
    verdict: 'PASS',
    expected: `${rejectionOf(nearMiss)}; and no other`,
    observed,
    evidence: {},
    command: '',
    reason: '',
    remedy: '',
  };
}

function rejectionOf({ rejectedBy, message }: NearMiss): string {
  return `${rejectedBy}: FAIL, ${message}`;
}
