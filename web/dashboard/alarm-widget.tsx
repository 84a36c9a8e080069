import type { AlarmModel, WidgetModel } from '../../src/live/models.ts';
import { Messages } from '../messages.tsx';
import { minuteText } from '../minute-text.ts';
import { Scroll } from '../scroll.tsx';

const STATES: Readonly<Record<AlarmModel['state'], { sign: string; words: string; look: string }>> =
  {
    OK: { sign: '✔', words: 'OK', look: 'pass' },
    ALARM: { sign: '▲', words: 'In alarm', look: 'fail' },
    INSUFFICIENT_DATA: { sign: '?', words: 'Insufficient data', look: 'cannot-tell' },
  };

interface Props {
  readonly widget: Extract<WidgetModel, { kind: 'alarm' }>;
}

/** The state is told by its sign and its words as well as by colour. */
export function AlarmWidget({ widget: { title, alarms, messages } }: Props) {
  return (
    <>
      <h3>{title}</h3>
      <Scroll name={title}>
        <ul class="alarms">
          {alarms.map(({ name, state, reason, sinceMs }) => (
            <li key={name} class={STATES[state].look}>
              <span class="verdict">
                <span aria-hidden="true">{STATES[state].sign}</span> {STATES[state].words}
              </span>{' '}
              <strong>{name}</strong>
              <p class="quiet">{`since ${minuteText(sinceMs)} UTC. ${reason}`}</p>
            </li>
          ))}
        </ul>
      </Scroll>
      <Messages messages={messages} />
    </>
  );
}
