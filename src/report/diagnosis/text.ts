import { planByHand } from '../../cooling/plan-commands.ts';
import { type Diagnosis, hotSpotOf } from '../../diagnosis/diagnosis.ts';
import {
  adviceSentence,
  evidenceSentence,
  findingSentence,
  splitCommand,
  witnessSentence,
} from '../../diagnosis/sentences.ts';
import { keyTable, shardTable, tableLines } from '../../diagnosis/tables.ts';
import { MEASURES } from '../../insight/load.ts';
import { windowText } from '../../minutes.ts';

const KEYS = 10;

/** The whole diagnosis for a person, a line each: the finding first, then what it rests on. */
export function diagnosisText(diagnosis: Diagnosis, cliOptions: string): string {
  const { stream, window, unseen } = diagnosis;
  const command = splitCommand(diagnosis, cliOptions);
  const plan = planByHand(diagnosis, cliOptions);
  const spot = hotSpotOf(diagnosis);
  const keys =
    spot === undefined ? [] : MEASURES.map((measure) => keyTable(diagnosis, spot, measure, KEYS));
  const sentences = [
    findingSentence(diagnosis),
    evidenceSentence(diagnosis),
    adviceSentence(diagnosis),
    command ?? '',
    ...(plan === undefined || plan.splits === 1 ? [] : ['', plan.sentence, ...plan.commands]),
  ];
  return [
    `Stream ${stream}, ${windowText(window)}: ${witnessSentence(diagnosis)}`,
    '',
    ...sentences.filter((sentence) => sentence !== ''),
    '',
    ...[shardTable(diagnosis), ...keys].flatMap((table) => [...tableLines(table), '']),
    ...(unseen.length === 0 ? ['Nothing was out of sight.'] : ['What could not be seen']),
    ...unseen.map(({ text }) => `- ${text}`),
    '',
  ].join('\n');
}
