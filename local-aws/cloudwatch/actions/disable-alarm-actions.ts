import type { DisableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { enableActions } from '../alarms/change-alarm.ts';
import { define } from '../define.ts';

export const disableAlarmActions = define<DisableAlarmActionsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state, partition }) {
    enableActions(AlarmNames, false, state, partition.clock.now());
  },
});
