import type { TargetedKeyboardEvent } from 'preact';
import { useState } from 'preact/hooks';
import type { ClassModel, ClassRow } from '../../src/live/models.ts';
import { Scroll } from '../scroll.tsx';
import { Row } from './row.tsx';
import { useHeldOrder } from './use-held-order.ts';

interface Props {
  readonly standing: ClassModel;
  readonly rows: readonly ClassRow[];
  readonly open: (participant: string) => void;
}

/** Rows that a page key goes over. */
const PAGE = 10;

/**
 * One row can be reached with the Tab key, the others from there with the arrows. While somebody is
 * in it, with the pointer or the keyboard, no row changes its place.
 */
export function Grid({ standing: { steps, passing, members }, rows, open }: Props) {
  const [isHeld, setHeld] = useState(false);
  const [reached, setReached] = useState('');
  const ordered = useHeldOrder(rows, isHeld);
  const at = Math.max(
    0,
    ordered.findIndex(({ participant }) => participant === reached),
  );
  const move = (event: TargetedKeyboardEvent<HTMLTableSectionElement>) => {
    const target = targetOf(event.key, at, ordered.length);
    const row = target === undefined ? undefined : event.currentTarget.rows[target];
    if (row === undefined || row === null) return;
    event.preventDefault();
    row.querySelector('button')?.focus();
  };
  return (
    <Scroll name="Participants and steps">
      <table class="class-grid">
        <caption class="unseen">
          The verdict of each participant at each step, who needs help first
        </caption>
        <thead>
          <tr>
            <th scope="col">Participant</th>
            {steps.map(({ stem, number, title }) => (
              <th key={stem} scope="col" title={title}>
                <span class="unseen">Step </span>
                {number}
              </th>
            ))}
            <th scope="col" class="since">
              Idle<span class="unseen">, time since their last work</span>
            </th>
            <th scope="col" class="at">
              At
            </th>
          </tr>
          <tr class="passing">
            <th scope="row">Pass, of {members.length}</th>
            {passing.map((count, step) => (
              <td key={step}>{count}</td>
            ))}
            <td colSpan={2} />
          </tr>
        </thead>
        <tbody
          onKeyDown={move}
          onMouseEnter={() => setHeld(true)}
          onMouseLeave={() => setHeld(false)}
        >
          {ordered.map((row, place) => (
            <Row
              key={row.participant}
              row={row}
              isReached={place === at}
              reach={setReached}
              open={open}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Where a key leads; undefined for a key that leads nowhere. */
function targetOf(key: string, at: number, count: number): number | undefined {
  const targets: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + PAGE,
    PageUp: at - PAGE,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? undefined : Math.min(Math.max(target, 0), count - 1);
}
