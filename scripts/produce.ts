import { usage } from '../src/cli/options.ts';
import { REPORT, WHERE } from '../src/cli/parse-command.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'produce',
    summary: 'The traffic alone: the producers of step 3, all of them or one.',
    options: [...WHERE, 'yes', ...REPORT],
    extra: [
      {
        flags: '--shard <number>',
        description: 'just the producer of this shard, counted from 0',
        parse: (text) => number('--shard', text, /^\d{1,12}$/, 'the number of a shard, such as 0'),
      },
      { flags: '--list-shards', description: "print each shard's hash range and send nothing" },
      {
        flags: '--seconds <number>',
        description: 'how long, in cloud time',
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
        parse: (text) =>
          number(
            '--rate',
            text,
            /^(?=.*[1-9])\d{1,6}(\.\d+)?$/,
            'a number of records a second, such as 200',
          ),
      },
    ],
    examples: [
      ['', 'all lanes of workshop.config.ts'],
      ['--shard 0 --real-time', "one of the demo's four terminals"],
      ['--list-shards', 'the hash ranges'],
      ['--rate 100 --seconds 240', 'even traffic: each producer alike'],
    ],
  },
  async ({ options, extra }, context) => {
    // each parser above gives its option's type
    const chosen = {
      shard: extra.shard as number | undefined,
      durationSeconds: extra.seconds as number | undefined,
      recordsPerSecond: extra.rate as number | undefined,
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
