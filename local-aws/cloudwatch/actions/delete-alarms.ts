import type { DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { deleteAlarm } from '../alarms/change-alarm.ts';
import { define } from '../define.ts';

/** Names of no alarm are passed over. */
export const deleteAlarms = define<DeleteAlarmsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state, partition }) {
    for (const name of AlarmNames) {
      const alarm = state.alarms.get(name);
      if (alarm !== undefined) deleteAlarm(alarm, state, partition.clock.now());
    }
  },
});
