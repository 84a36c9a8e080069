import { Announcer } from './announcer.tsx';
import { Choices } from './choices.tsx';
import { Dashboard } from './dashboard/dashboard.tsx';
import { Header } from './header.tsx';
import { Shards } from './shard-map/shards.tsx';
import { useChoice } from './use-choice.ts';
import { useLive } from './use-live.ts';
import { useTheme } from './use-theme.ts';
import { Walk } from './walk/walk.tsx';

export function App() {
  const [choice, choose] = useChoice();
  const { models, isChanging, connected } = useLive(choice);
  const theme = useTheme();
  const { cloud, dashboard, shards, walk } = models;
  return (
    <>
      <a class="skip" href="#main">
        Skip to the dashboard
      </a>
      <Header cloud={cloud} connected={connected} hasEnded={walk?.hasEnded === true} />
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
      <Announcer shards={shards} walk={walk} />
    </>
  );
}

function Waiting() {
  return <p class="quiet">Asking AWS …</p>;
}
