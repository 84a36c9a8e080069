import type { WalkStep } from '../../src/live/models.ts';
import { Check } from './check.tsx';
import { StepMark } from './verdict.tsx';

/** What the reader opened stays open: the browser keeps that, and nothing here sets it. */
export function Step({ step }: { readonly step: WalkStep }) {
  const { number, title, doing, outcomes } = step;
  const missed = outcomes.find(({ verdict }) => verdict !== 'PASS');
  const now = doing === '' ? (missed?.reason ?? '') : doing;
  return (
    <li class="step">
      <details>
        <summary>
          <StepMark step={step} />
          <span class="title">
            <span class="number">{number}</span> {title}
          </span>
          {now !== '' && <span class="now">{now}</span>}
        </summary>
        {outcomes.length === 0 ? (
          <p class="quiet no-checks">Its checks were not looked at yet.</p>
        ) : (
          <ul class="checks">
            {outcomes.map((outcome) => (
              <Check key={outcome.title} outcome={outcome} />
            ))}
          </ul>
        )}
      </details>
    </li>
  );
}
