import { ClassPage } from './class/class-page.tsx';
import { useChoice } from './use-choice.ts';
import { useLive } from './use-live.ts';
import { WorkshopPage } from './workshop-page.tsx';

/** The page of a workshop, or of a class: what comes first tells which. */
export function App() {
  const [choice, choose] = useChoice();
  const live = useLive(choice);
  const { class: standing } = live.models;
  return standing === undefined ? (
    <WorkshopPage live={live} choice={choice} choose={choose} />
  ) : (
    <ClassPage standing={standing} live={live} choice={choice} choose={choose} />
  );
}
