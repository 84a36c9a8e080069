import type { Table } from '../../contract.ts';
import { planByHand } from '../../cooling/plan-commands.ts';
import { type Diagnosis, hotSpotOf } from '../../diagnosis/diagnosis.ts';
import {
  adviceSentence,
  evidenceSentence,
  findingSentence,
  splitCommand,
} from '../../diagnosis/sentences.ts';
import { keyTable, shardTable } from '../../diagnosis/tables.ts';
import { MEASURES } from '../../insight/load.ts';

/** Heaviest keys that a report lists by each measure. */
export const KEYS_TOLD = 10;

/** What a diagnosis says to a person, whatever it is written as. */
export interface Told {
  readonly finding: string;
  /** What it rests on, and what helps; sentences without those that do not apply. */
  readonly reasons: readonly string[];
  /** AWS CLI commands that help, each list after what it is for: '' where the reasons say it. */
  readonly ways: readonly { readonly sentence: string; readonly commands: readonly string[] }[];
  readonly tables: readonly Table[];
  /** What could not be seen; none where nothing was out of sight. */
  readonly unseen: readonly string[];
}

export function toldOf(diagnosis: Diagnosis, cliOptions: string): Told {
  const spot = hotSpotOf(diagnosis);
  const split = splitCommand(diagnosis, cliOptions);
  const plan = planByHand(diagnosis, cliOptions);
  return {
    finding: findingSentence(diagnosis),
    reasons: [evidenceSentence(diagnosis), adviceSentence(diagnosis)].filter(Boolean),
    ways: [
      ...(split === undefined ? [] : [{ sentence: '', commands: [split] }]),
      ...(plan === undefined || plan.splits === 1 ? [] : [plan]),
    ],
    tables: [
      shardTable(diagnosis),
      ...(spot === undefined
        ? []
        : MEASURES.map((measure) => keyTable(diagnosis, spot, measure, KEYS_TOLD))),
    ],
    unseen: diagnosis.unseen.map(({ text }) => text),
  };
}
