import type { DisableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';

export const disableAlarmActions = define<DisableAlarmActionsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state }) {
    for (const name of AlarmNames) state.alarms.get(name)?.enableActions(false);
  },
});
