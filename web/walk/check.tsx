import type { WalkStep } from '../../src/live/models.ts';
import { Prose } from '../prose.tsx';
import { Command } from './command.tsx';
import { VerdictMark } from './verdict.tsx';

type Outcome = WalkStep['outcomes'][number];

export function Check({ outcome }: { readonly outcome: Outcome }) {
  const { verdict, title, expected, observed, reason, remedy, waitSeconds, evidence, command } =
    outcome;
  const facts: readonly (readonly [string, string])[] = [
    ['Expected', expected],
    ['Observed', observed],
    ['Reason', reason],
    ['Wait', waitSeconds === undefined ? '' : `up to ${waitSeconds} s of cloud time more`],
    ['What to do', remedy],
  ];
  return (
    <li>
      <details>
        <summary>
          <VerdictMark verdict={verdict} />
          <span class="title">{title}</span>
        </summary>
        <dl>
          {facts
            .filter(([, text]) => text !== '')
            .map(([name, text]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>
                  <Prose text={text} />
                </dd>
              </div>
            ))}
          {Object.keys(evidence).length > 0 && (
            <div>
              <dt>Evidence</dt>
              <dd>
                <Evidence evidence={evidence} />
              </dd>
            </div>
          )}
          <div>
            <dt>See it yourself</dt>
            <dd>
              <Command text={command} />
            </dd>
          </div>
        </dl>
      </details>
    </li>
  );
}

function Evidence({ evidence }: { readonly evidence: Outcome['evidence'] }) {
  return (
    <table class="evidence">
      <tbody>
        {Object.entries(evidence).map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{written(value)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** On one line, with gaps where it may be wrapped. */
function written(value: Outcome['evidence'][string]): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
}
