import * as assert from 'uvu/assert';
import { type Check, defineCheck, type Workshop } from '../contract.ts';
import { NotYet } from '../errors.ts';
import { describeStack, isOurs } from './stack.ts';
import { isComplete, isInProgress } from './stack-status.ts';

/** The check that one of the workshop's stacks is complete, for the step that deploys it. */
export function stackIsComplete(
  what: string,
  stackName: (workshop: Pick<Workshop, 'config'>) => string,
  remedy: Check['remedy'],
): Check {
  return defineCheck({
    title: `The stack of the ${what} is complete`,
    remedy,
    expected: (config) => `${stackName({ config })} in CREATE_COMPLETE or UPDATE_COMPLETE`,
    command: (workshop) =>
      `aws cloudformation describe-stacks --stack-name ${stackName(workshop)} --query 'Stacks[0].StackStatus' ${workshop.cloud.cliOptions}`,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      const name = stackName(workshop);
      const stack = await describeStack(workshop, name);
      const status = stack?.StackStatus ?? 'no stack';
      saw(status, { stack: name, status, reason: stack?.StackStatusReason ?? '' });
      assert.ok(stack, `Stack ${name} does not exist in ${cloud.region}`);
      assert.ok(
        isOurs(workshop, stack),
        `Stack ${name} is not this workshop's: it lacks the tag ${config.tag.key}=${config.tag.value}`,
      );
      if (isInProgress(stack) && !/ROLLBACK|DELETE/.test(status)) {
        const startMs = (stack.LastUpdatedTime ?? stack.CreationTime).getTime();
        const leftMs = startMs + config.deadlines.stackSeconds * 1000 - cloud.now();
        if (leftMs > 0) throw new NotYet(`Stack ${name} is in ${status}`, leftMs / 1000);
      }
      assert.ok(
        isComplete(status),
        `Stack ${name} is in ${status}. ${stack.StackStatusReason ?? ''}`.trim(),
      );
    },
  });
}
