import { WHERE } from '../src/cli/common-options.ts';
import { parsePort } from '../src/cli/listen.ts';
import { usage } from '../src/cli/options.ts';
import { isMinutes } from '../src/live/models.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'dashboard',
    summary:
      'The live page: a dashboard, the shard map and the walk, until Ctrl-C. Reads AWS and changes nothing.',
    options: [...WHERE, 'plain'],
    extra: [
      {
        flags: '--name <dashboard>',
        description: "any dashboard of the account; the workshop's own when left out",
      },
      {
        flags: '--minutes <number>',
        description: 'how far back it looks; as the dashboard says when left out',
        parse: parseMinutes,
      },
      {
        flags: '--picture <file>',
        description: 'in place of the page, one widget as a PNG file, drawn by CloudWatch',
      },
      {
        flags: '--widget <number>',
        description: 'which metric widget --picture takes; 1, the first, when left out',
        parse: parseWidget,
      },
      { flags: '--port <number>', description: '4700 or the next free one', parse: parsePort },
      { flags: '--no-open', description: 'print the address, and open no browser' },
    ],
    examples: [
      ['', "the workshop's, on the local AWS of this folder"],
      ['--minutes 15', 'the newest quarter of an hour'],
      ['--target aws --name orders', 'any dashboard of your account'],
      ['--picture hot-shard.png', "the dashboard's first widget as an image"],
    ],
    exitStatuses: `Exit status:
  0 ended with Ctrl-C, after which npm itself ends with 130; or the picture is saved
  1 no such dashboard or widget   2 wrong usage or configuration   4 could not look`,
  },
  async ({ options, extra }, context) => {
    // each parser gives its option's type
    const sight = {
      name: extra.name as string | undefined,
      minutes: extra.minutes as number | undefined,
    };
    const widget = extra.widget as number | undefined;
    if (extra.picture !== undefined) {
      const chosen = { ...sight, file: extra.picture as string, widget: widget ?? 1 };
      return (await import('../src/commands/picture.ts')).runPicture(options, chosen, context);
    }
    if (widget !== undefined) throw usage('--widget is of --picture FILE');
    const { runDashboard } = await import('../src/commands/dashboard.ts');
    const chosen = {
      ...sight,
      port: extra.port as number | undefined,
      open: extra.open as boolean,
    };
    return runDashboard(options, chosen, context);
  },
);

function parseMinutes(text: string): number {
  if (isMinutes(text)) return Number(text);
  throw usage(`--minutes ${text} is not a whole number from 1 to 21600, which are 15 days`);
}

function parseWidget(text: string): number {
  if (/^[1-9]\d{0,2}$/.test(text)) return Number(text);
  throw usage(`--widget ${text} is not a number from 1 to 999`);
}
