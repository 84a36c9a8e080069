import type { WalkModel } from '../../src/live/models.ts';
import { Prose } from '../prose.tsx';
import { Step } from './step.tsx';

export function Walk({ walk: { steps, standing } }: { readonly walk: WalkModel }) {
  const passing = steps.filter(({ verdict }) => verdict === 'PASS').length;
  return (
    <>
      <p class="standing">
        <Prose text={standing} />
      </p>
      <p class="quiet">
        {passing} of {steps.length} steps pass. Each opens to what was expected and what was seen.
      </p>
      <ol class="steps">
        {steps.map((step) => (
          <Step key={step.stem} step={step} />
        ))}
      </ol>
    </>
  );
}
