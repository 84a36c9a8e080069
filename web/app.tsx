import { ClassPage } from './class/class-page.tsx';
import { Header } from './header.tsx';
import { useChoice } from './use-choice.ts';
import { useLive } from './use-live.ts';
import { useTheme } from './use-theme.ts';
import { WorkshopPage } from './workshop-page.tsx';

const NAME = 'Hot shards, live';

/** The page of a workshop, or of a class: what comes first tells which. */
export function App() {
  const [choice, choose] = useChoice();
  const live = useLive(choice);
  const theme = useTheme();
  const { cloud, class: standing, walk } = live.models;
  if (standing !== undefined) {
    return <ClassPage standing={standing} live={live} choice={choice} choose={choose} />;
  }
  const ended = walk?.hasEnded === true ? 'The walk has ended, and this page stays as it is.' : '';
  return (
    <>
      <a class="skip" href="#main">
        Skip to the dashboard
      </a>
      <Header name={NAME} cloud={cloud} connected={live.connected} ended={ended} />
      <WorkshopPage live={live} choice={choice} choose={choose} theme={theme} />
    </>
  );
}
