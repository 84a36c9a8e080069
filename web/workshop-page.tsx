import type { Theme } from '../charts/theme.ts';
import { Announcer } from './announcer.tsx';
import type { Choice } from './choice.ts';
import { Choices } from './choices.tsx';
import { Dashboard } from './dashboard/dashboard.tsx';
import { Shards } from './shard-map/shards.tsx';
import type { Live } from './use-live.ts';
import { Walk } from './walk/walk.tsx';
import { workshopNews } from './workshop-news.ts';

interface Props {
  readonly live: Live;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
  readonly theme: Theme;
}

export function WorkshopPage({ live: { models, isChanging }, choice, choose, theme }: Props) {
  const { dashboard, shards, walk } = models;
  return (
    <>
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
