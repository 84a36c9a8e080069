import { REPORT, WHERE } from '../src/cli/common-options.ts';
import { usage } from '../src/cli/options.ts';
import { suggestion } from '../src/nearest.ts';
import { command } from './shared/command.ts';

/** More than 0. */
const RATE = /^(?=.*[1-9])\d{1,6}(\.\d+)?$/;

export default command(
  {
    name: 'produce',
    summary: 'The traffic alone: the producers of step 3, all of them or one, here or in AWS.',
    options: [...WHERE, 'yes', ...REPORT],
    extra: [
      {
        flags: '--shard <number>',
        description: 'just the producer of this shard, counted from 0',
        parse: (text) => number('--shard', text, /^\d{1,12}$/, 'the number of a shard, such as 0'),
      },
      { flags: '--list-shards', description: "print each shard's hash range and send nothing" },
      {
        flags: '--where <place>',
        description: 'here (default), or aws: Lambda functions in the account, removed at the end',
        parse: parseWhere,
      },
      {
        flags: '--minutes <number>',
        description: 'how long, in cloud time',
        parse: (text) =>
          number('--minutes', text, /^0*[1-9]\d{0,3}$/, 'a whole number of minutes, such as 5'),
      },
      {
        flags: '--seconds <number>',
        description: 'the same in seconds, for producers here',
        parse: (text) =>
          number('--seconds', text, /^0*[1-9]\d{0,5}$/, 'a whole number of seconds, such as 300'),
      },
      {
        flags: '--spread <number>',
        description: 'send each busy key as so many keys, told apart by a suffix',
        parse: (text) =>
          number(
            '--spread',
            text,
            /^0*([2-9]|[1-9]\d{1,2})$/,
            'a number of suffixes from 2 to 999',
          ),
      },
      {
        flags: '--rate <number>',
        description: 'records a second, of each producer',
        parse: (text) => number('--rate', text, RATE, 'a number of records a second, such as 200'),
      },
      {
        flags: '--records-per-second <number>',
        description: 'of all producers together, which keep their proportions',
        parse: (text) =>
          number('--records-per-second', text, RATE, 'a number of records a second, such as 5000'),
      },
    ],
    examples: [
      ['', 'all lanes of workshop.config.ts'],
      ['--shard 0 --real-time', "one of the demo's four terminals"],
      ['--list-shards', 'the hash ranges'],
      ['--rate 100 --seconds 240', 'even traffic: each producer alike'],
      [
        '--target aws --where aws --records-per-second 5000 --minutes 10',
        'more than one machine sends',
      ],
    ],
    exitStatuses: `Exit status:
  0 every record that was due was accepted; with --where aws, every invocation says so
  1 records were given up or left out, as a shard at its limit or a late producer makes them;
    or there is no stream
  2 wrong usage or configuration, or over the ceiling on cost
  3 CloudWatch has not shown all of --where aws   4 cannot tell   130 interrupted`,
  },
  async ({ options, extra }, context) => {
    // each parser above gives its option's type
    const [minutes, seconds] = [extra.minutes, extra.seconds] as (number | undefined)[];
    const where = (extra.where as 'here' | 'aws' | undefined) ?? 'here';
    if (minutes !== undefined && seconds !== undefined) {
      throw usage('--minutes and --seconds both say how long; take one of them');
    }
    if (extra.rate !== undefined && extra.recordsPerSecond !== undefined) {
      throw usage('--rate and --records-per-second both say how fast; take one of them');
    }
    if (where === 'aws' && seconds !== undefined) {
      throw usage('--seconds is for producers here; those in AWS send whole minutes: --minutes');
    }
    if (where === 'aws' && options.realTime) {
      throw usage('--real-time is for producers here; those in AWS know no other time');
    }
    const chosen = {
      where,
      shard: extra.shard as number | undefined,
      durationSeconds: minutes === undefined ? seconds : minutes * 60,
      recordsPerSecond: extra.rate as number | undefined,
      totalRecordsPerSecond: extra.recordsPerSecond as number | undefined,
      spreadOver: extra.spread as number | undefined,
      listShards: extra.listShards === true,
    };
    return (await import('../src/commands/produce.ts')).runProduce(options, chosen, context);
  },
);

function number(flag: string, text: string, pattern: RegExp, meaning: string): number {
  if (!pattern.test(text)) throw usage(`${flag} ${text} is not ${meaning}`);
  return Number(text);
}

function parseWhere(text: string): 'here' | 'aws' {
  if (text === 'here' || text === 'aws') return text;
  throw usage(`--where ${text} is not here or aws${suggestion(text, ['here', 'aws'])}`);
}
