import type { SetAlarmStateCommand } from '@aws-sdk/client-cloudwatch';
import { AwsError } from '../../errors.ts';
import { enterState } from '../alarms/change-alarm.ts';
import { define } from '../define.ts';
import { parseJson } from '../json.ts';

/** Holds until the alarm's next evaluation finds another state. */
export const setAlarmState = define<SetAlarmStateCommand>({
  rules: {
    AlarmName: { minLength: 1, maxLength: 255 },
    StateValue: { values: ['INSUFFICIENT_DATA', 'ALARM', 'OK'] },
    StateReason: { maxLength: 1023 },
    StateReasonData: { maxLength: 4000 },
  },
  run({ AlarmName, StateValue, StateReason, StateReasonData }, { state, partition }) {
    if (StateReasonData !== undefined && parseJson(StateReasonData) === undefined) {
      throw new AwsError('InvalidFormatFault', 'Data was not syntactically valid JSON.');
    }
    const alarm = state.alarms.get(AlarmName);
    // AWS was seen to answer this one without a sentence
    if (alarm === undefined) throw new AwsError('ResourceNotFound', '', { statusCode: 404 });
    const next = { value: StateValue, reason: StateReason, reasonData: StateReasonData };
    enterState(alarm, next, state, partition.clock.now());
  },
});
