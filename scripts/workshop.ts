import { REPORT, STEPS, WHERE } from '../src/cli/common-options.ts';
import { command } from './shared/command.ts';

export default command(
  {
    name: 'workshop',
    summary: 'The guided walk: from an empty AWS to a hot shard that you can see.',
    takesSteps: true,
    options: [...WHERE, 'yes', ...STEPS, 'wait', 'record', ...REPORT],
    extra: [{ flags: '--dashboard', description: 'open the live page beside the walk' }],
    examples: [
      ['', 'with menus, on a local AWS that needs no account'],
      ['--yes', 'all steps, without asking'],
      ['--from 3', 'on from step 3; does what is missing before it'],
      ['--target aws --profile me', 'on real AWS; shows account and cost first'],
    ],
  },
  async ({ options, extra }, context) => {
    const { runWorkshop } = await import('../src/commands/workshop.ts');
    return runWorkshop(options, extra.dashboard === true, context);
  },
);
