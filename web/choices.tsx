import type { DashboardModel } from '../src/live/models.ts';
import { type Choice, RANGES } from './choice.ts';

interface Props {
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
  readonly dashboard: DashboardModel;
}

/** Which dashboard of the account, and how far back. */
export function Choices({ choice, choose, dashboard: { name, names } }: Props) {
  const offered = names.includes(name) ? names : [name, ...names];
  return (
    <form class="choices" onSubmit={(event) => event.preventDefault()}>
      <label>
        Dashboard{' '}
        <select
          value={name}
          onChange={({ currentTarget }) => choose({ ...choice, dashboard: currentTarget.value })}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </label>
      <label>
        Range{' '}
        <select
          value={choice.minutes ?? ''}
          onChange={({ currentTarget }) =>
            choose({ ...choice, minutes: Number(currentTarget.value) || undefined })
          }
        >
          <option value="">as the dashboard says</option>
          {RANGES.map(({ minutes, label }) => (
            <option key={minutes} value={minutes}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </form>
  );
}
