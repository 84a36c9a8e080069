import { Announcer } from './announcer.tsx';
import type { Choice } from './choice.ts';
import { Choices } from './choices.tsx';
import { Dashboard } from './dashboard/dashboard.tsx';
import { Header } from './header.tsx';
import { Shards } from './shard-map/shards.tsx';
import type { Live } from './use-live.ts';
import { useTheme } from './use-theme.ts';
import { Walk } from './walk/walk.tsx';
import { workshopNews } from './workshop-news.ts';

const NAME = 'Hot shards, live';

interface Props {
  readonly live: Live;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
}

/** A dashboard, the shard map and the walk. */
export function WorkshopPage({ live, choice, choose }: Props) {
  const theme = useTheme();
  const { models, connected, isChanging } = live;
  const { cloud, dashboard, shards, walk } = models;
  const ended = walk?.hasEnded === true ? 'The walk has ended, and this page stays as it is.' : '';
  return (
    <>
      <a class="skip" href="#main">
        Skip to the dashboard
      </a>
      <Header name={NAME} cloud={cloud} connected={connected} ended={ended} />
      <main id="main" tabIndex={-1}>
        <section class="dashboard" aria-labelledby="dashboard-heading">
          <div class="section-head">
            <h2 id="dashboard-heading">{dashboard?.name ?? 'Dashboard'}</h2>
            {dashboard && <Choices choice={choice} choose={choose} dashboard={dashboard} />}
          </div>
          {dashboard ? (
            <Dashboard dashboard={dashboard} isChanging={isChanging} theme={theme} />
          ) : (
            <Waiting />
          )}
        </section>
        <div class="below">
          <section class="shards" aria-labelledby="shards-heading">
            <h2 id="shards-heading">Shard map</h2>
            {shards ? <Shards shards={shards} theme={theme} /> : <Waiting />}
          </section>
          <section class="walk" aria-labelledby="walk-heading">
            <h2 id="walk-heading">The walk</h2>
            {walk ? <Walk walk={walk} /> : <Waiting />}
          </section>
        </div>
      </main>
      <Announcer models={models} newsBetween={workshopNews} />
    </>
  );
}

function Waiting() {
  return <p class="quiet">Asking AWS …</p>;
}
