import { parseWait, usage } from '../src/cli/options.ts';
import type { DoctorFormat } from '../src/commands/doctor.ts';
import { suggestion } from '../src/nearest.ts';
import { command } from './shared/command.ts';

const FORMATS: readonly DoctorFormat[] = ['text', 'json', 'html'];

export default command(
  {
    name: 'doctor',
    summary:
      'Says what makes a stream hot, from its records: which shard, which keys, and whether a split helps. Reads AWS and changes nothing.',
    options: ['target', 'participant', 'region', 'profile', 'lesson', 'output', 'identities'],
    extra: [
      {
        flags: '--stream <name>',
        description: "any stream of the account; the workshop's own when left out",
        parse: parseStream,
      },
      {
        flags: '--minutes <number>',
        description: 'complete minutes before now, 1 to 1440; 15 when left out',
        parse: parseMinutes,
      },
      {
        flags: '--format <format>',
        description: `${FORMATS.join(', ')}: text when left out`,
        parse: parseFormat,
      },
      {
        flags: '--wait <seconds>',
        description: 'end the reading after so long, in cloud time',
        parse: parseWait,
      },
    ],
    examples: [
      ['', "the workshop's stream on the local AWS of this folder"],
      ['--target aws --stream orders', 'any stream of your account'],
      ['--stream orders --minutes 60 --format html --output orders.html', 'one file to pass on'],
    ],
    exitStatuses: `Exit status:
  0 looked, whatever was found   1 no such stream      2 wrong usage or configuration
  3 not all was read in time     4 could not look      130 interrupted`,
  },
  async ({ options, extra }, context) => {
    // each parser gives its option's type
    const chosen = {
      stream: extra.stream as string | undefined,
      minutes: (extra.minutes as number | undefined) ?? 15,
      format: (extra.format as DoctorFormat | undefined) ?? 'text',
    };
    return (await import('../src/commands/doctor.ts')).runDoctor(options, chosen, context);
  },
);

function parseStream(text: string): string {
  if (/^[\w.-]{1,128}$/.test(text)) return text;
  throw usage(
    `--stream ${text} is not the name of a stream; they have letters, digits, hyphens, dots and underscores`,
  );
}

function parseMinutes(text: string): number {
  const minutes = Number(text);
  if (/^\d{1,4}$/.test(text) && minutes >= 1 && minutes <= 1_440) return minutes;
  throw usage(`--minutes ${text} is not a whole number from 1 to 1440`);
}

function parseFormat(text: string): DoctorFormat {
  const format = FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  throw usage(`--format ${text} is not one of doctor's${suggestion(text, FORMATS)}`);
}
