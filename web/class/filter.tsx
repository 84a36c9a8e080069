import type { ClassRow } from '../../src/live/models.ts';

export interface Filtered {
  /** '' for all */
  readonly text: string;
  readonly onlyHelp: boolean;
}

export const NO_FILTER: Filtered = { text: '', onlyHelp: false };

/** Whether a row has the text, in its name or in what they are at. */
export function isShown(row: ClassRow, { text, onlyHelp }: Filtered): boolean {
  if (onlyHelp && !row.needsHelp) return false;
  const wanted = text.trim().toLowerCase();
  return [row.participant, row.at].some((one) => one.toLowerCase().includes(wanted));
}

interface Props {
  readonly filter: Filtered;
  readonly change: (filter: Filtered) => void;
  readonly shown: number;
  readonly of: number;
}

export function Filter({ filter, change, shown, of }: Props) {
  return (
    <form class="choices filter" onSubmit={(event) => event.preventDefault()}>
      <span>
        <label for="filter-text">Filter</label>
        <input
          id="filter-text"
          type="search"
          placeholder="name, step or check"
          value={filter.text}
          onInput={({ currentTarget }) => change({ ...filter, text: currentTarget.value })}
        />
      </span>
      <span>
        <input
          id="filter-help"
          type="checkbox"
          checked={filter.onlyHelp}
          onChange={({ currentTarget }) => change({ ...filter, onlyHelp: currentTarget.checked })}
        />
        <label for="filter-help">Only who needs help</label>
      </span>
      <span class="quiet" role="status">
        {shown} of {of} shown
      </span>
    </form>
  );
}
