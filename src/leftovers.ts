import { paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import * as assert from 'uvu/assert';
import { again } from './again.ts';
import { type Check, defineCheck, type Workshop } from './contract.ts';
import { dashboardBody } from './dashboard.ts';
import { chartedMetrics } from './dashboard-body.ts';
import { NotYet } from './errors.ts';
import { isOurs } from './stack.ts';
import { describeStream } from './stream.ts';

const remedy = (workshop: Workshop) => `Run it again: ${again(workshop, 'clean-up')}`;

/**
 * What must be true after a clean-up: each kind of resource, looked up by its own API. Nothing is
 * concluded from what the clean-up did.
 */
export const leftovers: readonly Check[] = [
  defineCheck({
    title: 'No stack of this workshop is left',
    remedy,
    expected: ({ tag }) => `no stack of its names or with the tag ${tag.key}=${tag.value}`,
    command: ({ cloud }) =>
      `aws cloudformation describe-stacks --query 'Stacks[].[StackName,StackStatus]' ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const { cloud, config } = workshop;
      const names = [config.names.stack, config.names.dashboardStack];
      const left: { name: string; status: string }[] = [];
      for await (const page of paginateDescribeStacks({ client: cloud.cloudformation }, {})) {
        for (const stack of page.Stacks ?? []) {
          const [name, status] = [String(stack.StackName), String(stack.StackStatus)];
          if (status === 'DELETE_COMPLETE') continue;
          if (names.includes(name) || isOurs(workshop, stack)) left.push({ name, status });
        }
      }
      const named = left.map(({ name }) => name).join(', ');
      saw(named === '' ? 'none' : named, { left });
      if (left.length > 0 && left.every(({ status }) => status === 'DELETE_IN_PROGRESS')) {
        throw new NotYet(`Being deleted: ${named}`, config.deadlines.stackSeconds);
      }
      assert.is(named, '', `Still there: ${named}`);
    },
  }),

  defineCheck({
    title: 'No stream of this workshop is left',
    remedy,
    expected: ({ names }) => `no stream ${names.stream}`,
    command: ({ config, cloud }) =>
      `aws kinesis describe-stream-summary --stream-name ${config.names.stream} ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const { names, deadlines } = workshop.config;
      const stream = await describeStream(workshop);
      saw(stream === undefined ? 'none' : `${names.stream} ${stream.StreamStatus}`);
      if (stream?.StreamStatus === 'DELETING') {
        throw new NotYet(`Being deleted: ${names.stream}`, deadlines.streamSeconds);
      }
      assert.is(stream, undefined, `Still there: ${names.stream}`);
    },
  }),

  defineCheck({
    title: 'No dashboard of this workshop is left',
    remedy,
    expected: ({ names }) => `no dashboard ${names.dashboard} of this stream and region`,
    command: ({ config, cloud }) =>
      `aws cloudwatch get-dashboard --dashboard-name ${config.names.dashboard} ${cloud.cliOptions}`,

    async run(workshop, saw) {
      const { dashboard, stream } = workshop.config.names;
      const body = await dashboardBody(workshop);
      if (body === undefined) {
        saw('none');
        return;
      }
      // Dashboards are global: one of this name may belong to a walk in another region.
      const isThisOne = chartedMetrics(body).some(
        ({ region, dimensions }) =>
          region === workshop.cloud.region && dimensions.StreamName === stream,
      );
      saw(isThisOne ? dashboard : `${dashboard}, which charts another stream or region`);
      assert.not(isThisOne, `Still there: ${dashboard}`);
    },
  }),
];
