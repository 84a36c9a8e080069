import type { WalkModel } from '../../src/live/models.ts';
import { Prose } from '../prose.tsx';
import { Step } from './step.tsx';

export function Walk({ walk: { steps, standing } }: { readonly walk: WalkModel }) {
  const passing = steps.filter(({ verdict }) => verdict === 'PASS').length;
  const lookedAt = steps.filter(({ state }) => state === 'being looked at').length;
  return (
    <>
      <p class="standing">
        <Prose text={standing} />
      </p>
      <p class="quiet">
        {passing} of {steps.length} steps pass
        {lookedAt > 0 && `, ${lookedAt} being looked at`}. Each opens to what was expected and what
        was seen.
      </p>
      <ol class="steps">
        {steps.map((step) => (
          <Step key={step.stem} step={step} />
        ))}
      </ol>
    </>
  );
}
