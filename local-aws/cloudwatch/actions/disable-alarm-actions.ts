import type { DisableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';

export const disableAlarmActions = define<DisableAlarmActionsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state }) {
    for (const name of AlarmNames) {
      const alarm = state.alarms.get(name);
      if (alarm !== undefined) alarm.actionsEnabled = false;
    }
  },
});
