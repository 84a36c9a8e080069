import type { DeleteAlarmsCommandOutput, DeleteAlarmsInput } from '@aws-sdk/client-cloudwatch';
import { defineAction } from '../../action.ts';
import type { CloudWatchState } from '../state.ts';

/** Names of no alarm are passed over. */
export const deleteAlarms = defineAction<
  CloudWatchState,
  DeleteAlarmsInput,
  DeleteAlarmsCommandOutput
>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state }) {
    for (const name of AlarmNames) state.alarms.delete(name);
  },
});
