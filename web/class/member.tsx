import { useEffect, useRef } from 'preact/hooks';
import type { ClassModel, MemberModel } from '../../src/live/models.ts';
import { minuteText } from '../minute-text.ts';
import { Check } from '../walk/check.tsx';

interface Props {
  readonly participant: string;
  /** Of them, or of somebody who was looked at before. */
  readonly member: MemberModel | undefined;
  readonly steps: ClassModel['steps'];
  readonly close: () => void;
}

/** All that was seen of a participant, over the page; Escape closes it. */
export function Member({ participant, member, steps, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const known = member?.participant === participant ? member : undefined;
  return (
    <dialog ref={dialog} class="member" aria-labelledby="member-heading" onClose={close}>
      <div class="section-head">
        <h2 id="member-heading">{participant}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <p class="quiet">{lookText(known)}</p>
      {steps.map(({ stem, number, title }) => {
        const outcomes = known?.outcomes.filter(({ step }) => step === stem) ?? [];
        return (
          outcomes.length > 0 && (
            <section key={stem}>
              <h3>
                <span class="number">{number}</span> {title}
              </h3>
              <ul class="checks">
                {outcomes.map((outcome) => (
                  <Check key={outcome.title} outcome={outcome} />
                ))}
              </ul>
            </section>
          )
        );
      })}
    </dialog>
  );
}

function lookText(member: MemberModel | undefined): string {
  if (member === undefined) return 'Asking …';
  const { lookedAtMs, lastWorkMs } = member;
  if (lookedAtMs === null)
    return 'They were not looked at yet, or the roster has nobody of this name.';
  const work =
    lastWorkMs === null
      ? 'AWS shows no work of theirs.'
      : `Their newest work is of ${minuteText(lastWorkMs)} UTC.`;
  return `Looked at ${minuteText(lookedAtMs)} UTC. ${work}`;
}
