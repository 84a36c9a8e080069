import type {
  EnableAlarmActionsCommandOutput,
  EnableAlarmActionsInput,
} from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import type { CloudWatchState } from '../state.ts';

export const enableAlarmActions = defineAction<
  CloudWatchState,
  EnableAlarmActionsInput,
  EnableAlarmActionsCommandOutput
>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state }) {
    for (const name of AlarmNames) {
      const alarm = state.alarms.get(name);
      if (alarm !== undefined) alarm.actionsEnabled = true;
    }
  },
});
