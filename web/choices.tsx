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
  const { minutes: chosen } = choice;
  const isOffered = chosen === undefined || RANGES.some(({ minutes }) => minutes === chosen);
  return (
    <form class="choices" onSubmit={(event) => event.preventDefault()}>
      <span>
        <label for="dashboard-choice">Dashboard</label>
        <select
          id="dashboard-choice"
          value={name}
          onChange={({ currentTarget }) => choose({ ...choice, dashboard: currentTarget.value })}
        >
          {offered.map((each) => (
            <option key={each} value={each}>
              {each}
            </option>
          ))}
        </select>
      </span>
      <span>
        <label for="range-choice">Range</label>
        <select
          id="range-choice"
          value={chosen ?? ''}
          onChange={({ currentTarget }) =>
            choose({ ...choice, minutes: Number(currentTarget.value) || undefined })
          }
        >
          <option value="">as the dashboard says</option>
          {!isOffered && <option value={chosen}>{chosen} minutes</option>}
          {RANGES.map(({ minutes, label }) => (
            <option key={minutes} value={minutes}>
              {label}
            </option>
          ))}
        </select>
      </span>
    </form>
  );
}
