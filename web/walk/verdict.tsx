import type { WalkStep } from '../../src/live/models.ts';

type Verdict = NonNullable<WalkStep['verdict']>;

const SIGNS: Readonly<Record<Verdict, string>> = {
  PASS: '✔',
  FAIL: '✘',
  'NOT YET': '…',
  'CANNOT TELL': '?',
};

/** By its sign, its word and its colour. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={lookOf(verdict)}>
      <span class="sign" aria-hidden="true">
        {SIGNS[verdict]}
      </span>
      {verdict}
    </span>
  );
}

/** Where there is room for its sign alone. */
export function VerdictSign({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span class={lookOf(verdict)} role="img" aria-label={verdict} title={verdict}>
      {SIGNS[verdict]}
    </span>
  );
}

export function StepMark({ step: { state, verdict } }: { readonly step: WalkStep }) {
  if (state === 'judged' && verdict !== undefined) return <VerdictMark verdict={verdict} />;
  return (
    <span class={lookOf(state)}>
      <span class="sign" aria-hidden="true">
        {state === 'not looked at' ? '·' : '▸'}
      </span>
      {state}
    </span>
  );
}

function lookOf(verdictOrState: string): string {
  return `verdict ${verdictOrState.toLowerCase().replaceAll(' ', '-')}`;
}
