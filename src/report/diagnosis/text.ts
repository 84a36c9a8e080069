import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { witnessSentence } from '../../diagnosis/sentences.ts';
import { windowText } from '../../minutes.ts';
import { tableLines } from '../table.ts';
import { toldOf } from './told.ts';

/** The whole diagnosis for a person, a line each: the finding first, then what it rests on. */
export function diagnosisText(diagnosis: Diagnosis, cliOptions: string): string {
  const { stream, window } = diagnosis;
  const { finding, reasons, ways, tables, unseen } = toldOf(diagnosis, cliOptions);
  return [
    `Stream ${stream}, ${windowText(window)}: ${witnessSentence(diagnosis)}`,
    '',
    finding,
    ...reasons,
    ...ways.flatMap(({ sentence, commands }) => [
      ...(sentence === '' ? [] : ['', sentence]),
      ...commands,
    ]),
    '',
    ...tables.flatMap((table) => [...tableLines(table), '']),
    ...(unseen.length === 0 ? ['Nothing was out of sight.'] : ['What could not be seen']),
    ...unseen.map((text) => `- ${text}`),
    '',
  ].join('\n');
}
