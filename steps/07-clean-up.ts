import { loadCatalogue, readStems } from '../src/catalog.ts';
import { deleteLeftovers } from '../src/clean-up/delete-leftovers.ts';
import { undoSteps } from '../src/clean-up/undo-steps.ts';
import { ROOT } from '../src/cli/root.ts';
import { defineStep } from '../src/contract.ts';
import { isCleanUp } from '../src/selection.ts';
import { deleteStack } from '../src/stack/deploy-stack.ts';
import { toldIfFailed } from '../src/told-if-failed.ts';

export default defineStep({
  title: 'Leave nothing behind',
  guide: `
A stream costs by the hour for each of its shards, whether records arrive or not; shard-level metrics
and alarms are billed as well. What was made for an hour's look must not be paid for a month.

The steps are undone, the last first: the stacks of the alarms, of the dashboard and of the stream
are deleted. A stack takes away all that it has made, and nothing that was made beside it. So what
was made by hand comes next: a stream or an alarm that carries the workshop's tag or name, and a
dashboard of its name. What belongs to somebody else's stack is not touched.

Deleting a stream deletes its records. A stream that was split, or switched to on-demand, is drift
for its stack: it is deleted with it all the same.`,
  hint: 'A stack that ends in DELETE_FAILED names the resource that stayed in its events. Mend that, then delete the stack again.',

  commands: ({ config, cloud }) => {
    const { fleetStack, alarmStack, dashboardStack, stack } = config.names;
    return [fleetStack, alarmStack, dashboardStack, stack].flatMap((name) => [
      `aws cloudformation delete-stack --stack-name ${name} ${cloud.cliOptions}`,
      `aws cloudformation wait stack-delete-complete --stack-name ${name} ${cloud.cliOptions}`,
    ]);
  },

  takesSeconds: () => 180,

  async run(workshop, tell) {
    // producers in AWS, where there are any, would go on sending meanwhile
    const { fleetStack } = workshop.config.names;
    await toldIfFailed(workshop, tell, () => deleteStack(workshop, fleetStack, tell));
    const others = (await readStems(ROOT)).filter((stem) => !isCleanUp(stem));
    await undoSteps(await loadCatalogue(ROOT, others), workshop, tell);
    await deleteLeftovers(workshop, tell);
  },

  async undo(_workshop, tell) {
    tell({ kind: 'fact', text: 'Nothing to take away: this step makes nothing' });
  },
});
