import type { EnableAlarmActionsCommand } from '@aws-sdk/client-cloudwatch';
import { enableActions } from '../alarms/change-alarm.ts';
import { define } from '../define.ts';

export const enableAlarmActions = define<EnableAlarmActionsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state, partition }) {
    enableActions(AlarmNames, true, state, partition.clock.now());
  },
});
