import { deserialize } from 'node:v8';
import { Chance } from '../chance.ts';
import type { Clock } from '../clock.ts';
import { AwsError } from '../errors.ts';
import type { PastCall } from '../keeper.ts';
import { Partition, type PartitionStorage } from '../partition.ts';
import type { ServiceEntry } from '../services.ts';
import type { AnyService } from '../wire/route.ts';
import { damaged, otherVersion } from './refusal.ts';
import { PART, StateFolder } from './state-folder.ts';
import { type Operation, Store } from './store.ts';
import { numbered, readSummary, requireTurns, type Summary } from './summary.ts';

/** A cloud, and the folder that keeps it. */
export interface KeptCloud {
  readonly partition: Partition;
  readonly folder: StateFolder;
}

/**
 * The cloud that a folder holds, as it was when its last answer went out; an empty one when the
 * folder is new. Metrics are put back first, because alarms look at them; then the calls are run
 * again on a clock that shows each one's own time; then records are put back into their shards.
 *
 * @throws {StateRefused} when the folder can not be used: in one line, with a remedy
 */
export async function openState(
  path: string,
  entries: readonly ServiceEntry[],
  clock: Clock,
  parts: PartitionStorage = {},
): Promise<KeptCloud> {
  const store = await Store.open(path);
  try {
    const summary = await readSummary(store);
    const chance = new Chance(summary && Buffer.from(summary.seed, 'hex'), summary?.draws);
    const folder = new StateFolder(store, clock, chance, () => partition.isEmpty, summary);
    const partition: Partition = new Partition(clock, { ...parts, chance, keeper: folder });
    if (summary !== undefined) {
      const services = await Promise.all(entries.map((entry) => entry.load()));
      await restore({ store, summary, services, partition, folder });
    }
    await folder.begin();
    return { partition, folder };
  } catch (error) {
    await store.close();
    throw error;
  }
}

interface Restoration extends KeptCloud {
  readonly store: Store;
  readonly summary: Summary;
  readonly services: readonly AnyService[];
}

async function restore(restoration: Restoration): Promise<void> {
  const { store, summary, services, partition } = restoration;
  await requireTurns(store, summary);
  await restoreData(restoration, 'state/', (name) => {
    const [, service, account = '', region = ''] = name.split('/');
    const found = services.find((one) => one.name === service);
    if (found !== undefined) partition.state(found, account, region);
  });
  await runAgain(restoration);
  partition.clock.goOn(summary.offsetMs, summary.lastMs);
  partition.clock.now(); // what was due by now opens shards that have records, and ends others
  await restoreData(restoration, 'history/');
}

async function runAgain({ store, summary, services, partition }: Restoration): Promise<void> {
  let count = 0;
  for await (const [number, value] of store.entries('call/')) {
    if (number !== numbered(count)) break;
    count++;
    const call = deserialize(value) as PastCall;
    const outcome = outcomeOf(call, services, partition);
    if (outcome === call.errorCode) continue;
    const { operation, errorCode } = call;
    const told = (code: string | undefined) => code ?? 'success';
    const difference = `${operation} ended with ${told(errorCode)}, and now with ${told(outcome)}`;
    throw otherVersion(store.folder, difference);
  }
  if (count !== summary.calls) {
    throw damaged(store.folder, `call ${count} of ${summary.calls} is missing`);
  }
}

function outcomeOf(
  { service: name, operation, input, caller, atMs }: PastCall,
  services: readonly AnyService[],
  partition: Partition,
): string | undefined {
  const service = services.find((one) => one.name === name);
  if (service?.actions[operation] === undefined) return 'an unknown operation';
  try {
    partition.perform(service, operation, input, caller, atMs);
    return undefined;
  } catch (error) {
    return error instanceof AwsError ? error.code : 'InternalFailure';
  }
}

/** @param prepare called with each holder's name before it gets its first piece back */
async function restoreData(
  { store, folder }: Restoration,
  kind: string,
  prepare: (name: string) => void = () => undefined,
): Promise<void> {
  const gone: Operation[] = [];
  let current = '';
  for await (const [rest, value] of store.entries(`data/${kind}`)) {
    const key = `${kind}${rest}`;
    const parting = key.indexOf(PART);
    const name = key.slice(0, parting);
    if (name !== current) prepare(name);
    current = name;
    const holder = folder.holder(name);
    if (holder === undefined) throw damaged(store.folder, `nothing is there for ${name}`);
    if (holder.isGone) gone.push({ type: 'del', key: `data/${key}` });
    else restorePiece(store, () => holder.restore(key.slice(parting + 1), value), name);
  }
  if (gone.length > 0) await store.write(gone);
}

function restorePiece(store: Store, restorePiece: () => void, name: string): void {
  try {
    restorePiece();
  } catch (error) {
    throw damaged(store.folder, `${name}: ${error instanceof Error ? error.message : error}`);
  }
}
