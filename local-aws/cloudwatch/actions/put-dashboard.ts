import type { PutDashboardCommandOutput, PutDashboardInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import { checkName, invalidBody, messagesOf, notJson } from '../dashboard/refusals.ts';
import { validateBody } from '../dashboard/validate-body.ts';
import type { CloudWatchState } from '../state.ts';
import { addTags, TAG_RULES } from '../tags.ts';

/** Creates or replaces a dashboard; its body is kept verbatim. Tags count only when it is new. */
export const putDashboard = defineAction<
  CloudWatchState,
  PutDashboardInput,
  PutDashboardCommandOutput
>({
  rules: TAG_RULES,
  run({ DashboardName, DashboardBody, Tags }, { state, partition }) {
    checkName(DashboardName);
    const findings = validateBody(DashboardBody);
    if (findings === undefined) throw notJson();
    if (findings.errors.length > 0) throw invalidBody(findings.errors);
    const tags = state.dashboards.get(DashboardName)?.tags ?? newTags(Tags);
    const lastModifiedMs = partition.clock.now();
    state.dashboards.set(DashboardName, { body: DashboardBody, lastModifiedMs, tags });
    return { DashboardValidationMessages: messagesOf(findings.warnings) };
  },
});

function newTags(added: Parameters<typeof addTags>[1]): Map<string, string> {
  const tags = new Map<string, string>();
  addTags(tags, added);
  return tags;
}
