import type { DeleteAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import { define } from '../define.ts';

/** Names of no alarm are passed over. */
export const deleteAlarms = define<DeleteAlarmsCommand>({
  rules: { AlarmNames: { maxLength: 100 } },
  run({ AlarmNames }, { state }) {
    for (const name of AlarmNames) state.alarms.delete(name);
  },
});
