import type { PutDashboardCommandOutput, PutDashboardInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import { checkName, invalidBody, messagesOf, notJson } from '../dashboard/refusals.ts';
import { validateBody } from '../dashboard/validate-body.ts';
import type { CloudWatchState } from '../state.ts';

/** Creates or replaces a dashboard; its body is kept verbatim. */
export const putDashboard = defineAction<
  CloudWatchState,
  PutDashboardInput,
  PutDashboardCommandOutput
>({
  unsupported: ['Tags'],
  run({ DashboardName, DashboardBody }, { state, partition }) {
    checkName(DashboardName);
    const findings = validateBody(DashboardBody);
    if (findings === undefined) throw notJson();
    if (findings.errors.length > 0) throw invalidBody(findings.errors);
    const lastModifiedMs = partition.clock.now();
    state.dashboards.set(DashboardName, { body: DashboardBody, lastModifiedMs });
    return { DashboardValidationMessages: messagesOf(findings.warnings) };
  },
});
