import { Component } from 'preact';
import type { ClassRow } from '../../src/live/models.ts';
import { VerdictSign } from '../walk/verdict.tsx';

interface Props {
  readonly row: ClassRow;
  /** Whether the Tab key comes to it. */
  readonly isReached: boolean;
  readonly reach: (participant: string) => void;
  readonly open: (participant: string) => void;
}

/** Of hundreds of rows few change at a time: the others are not drawn again. */
export class Row extends Component<Props> {
  override shouldComponentUpdate({ row, isReached }: Props): boolean {
    return (
      isReached !== this.props.isReached || JSON.stringify(row) !== JSON.stringify(this.props.row)
    );
  }

  override render() {
    const { row, isReached, reach, open } = this.props;
    const { participant, verdicts, at, since, needsHelp } = row;
    return (
      <tr class={needsHelp ? 'needs-help' : ''}>
        <th scope="row">
          <button
            type="button"
            class="name"
            tabIndex={isReached ? 0 : -1}
            aria-haspopup="dialog"
            onFocus={() => reach(participant)}
            onClick={() => open(participant)}
          >
            {participant}
          </button>
        </th>
        {verdicts.map((verdict, step) => (
          <td key={step}>{verdict !== null && <VerdictSign verdict={verdict} />}</td>
        ))}
        <td class="since">{since}</td>
        <td class="at">{at}</td>
      </tr>
    );
  }
}
