import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import { witnessSentence } from '../../diagnosis/sentences.ts';
import { windowText } from '../../minutes.ts';
import { TextWriter } from '../../ui/text-writer.ts';
import { tableText } from '../table.ts';
import { toldOf } from './told.ts';

/** What a text is read on. */
export interface Reader {
  /** Of a terminal; undefined for a file, whose lines are as long as they are. */
  readonly columns: number | undefined;
  /** False: ASCII alone. */
  readonly unicode: boolean;
}

/** The whole diagnosis for a person, a line each: the finding first, then what it rests on. */
export function diagnosisText(
  diagnosis: Diagnosis,
  cliOptions: string,
  { columns, unicode }: Reader,
): string {
  const { stream, window } = diagnosis;
  const { finding, reasons, ways, tables, unseen } = toldOf(diagnosis, cliOptions);
  const written: string[] = [];
  const write = (line: string) => written.push(line);
  const writer = new TextWriter(columns === undefined ? { write } : { columns, write }, unicode);
  const say = (lines: readonly string[]) => {
    for (const line of lines) writer.say(line);
  };
  say([`Stream ${stream}, ${windowText(window)}: ${witnessSentence(diagnosis)}`, '']);
  say([finding, ...reasons]);
  for (const { sentence, commands } of ways) {
    if (sentence !== '') say(['', sentence]);
    for (const command of commands) writer.sayCommand(command);
  }
  writer.say('');
  for (const table of tables) {
    for (const line of [...tableText(table, writer.columns), '']) writer.show(line);
  }
  writer.say(unseen.length === 0 ? 'Nothing was out of sight.' : 'What could not be seen');
  say(unseen.map((text) => `- ${text}`));
  return written.join('');
}
