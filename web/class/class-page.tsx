import { useEffect, useState } from 'preact/hooks';
import type { ClassModel } from '../../src/live/models.ts';
import { Announcer } from '../announcer.tsx';
import type { Choice } from '../choice.ts';
import { Header } from '../header.tsx';
import type { Live } from '../use-live.ts';
import { classNews } from './class-news.ts';
import { Filter, type Filtered, isShown, NO_FILTER } from './filter.tsx';
import { Grid } from './grid.tsx';
import { Member } from './member.tsx';

const NAME = 'The class, live';

interface Props {
  readonly standing: ClassModel;
  readonly live: Live;
  readonly choice: Choice;
  readonly choose: (choice: Choice) => void;
}

/** Participants × steps, who needs help first; each opens to what was seen. */
export function ClassPage({ standing, live, choice, choose }: Props) {
  const [filter, setFilter] = useState<Filtered>(NO_FILTER);
  const { connected, models } = live;
  const { told, members, hasEnded } = standing;
  const shown = members.filter((row) => isShown(row, filter));
  const open = (participant: string) => choose({ ...choice, participant });
  useEffect(() => {
    document.title = NAME;
  }, []);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the participants
      </a>
      <Header
        name={NAME}
        cloud={models.cloud}
        connected={connected}
        ended={hasEnded ? 'The watch has ended, and this page stays as it is.' : ''}
      />
      <main id="main" tabIndex={-1}>
        <section class="class" aria-labelledby="class-heading">
          <h2 id="class-heading">{told[0]}</h2>
          <ul class="told">
            {told.slice(1).map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
          <Filter filter={filter} change={setFilter} shown={shown.length} of={members.length} />
          <Grid standing={standing} rows={shown} open={open} />
        </section>
      </main>
      {choice.participant !== undefined && (
        <Member
          key={choice.participant}
          participant={choice.participant}
          member={models.member}
          steps={standing.steps}
          close={() => {
            const { participant: _, ...rest } = choice;
            choose(rest);
          }}
        />
      )}
      <Announcer models={models} newsBetween={classNews} />
    </>
  );
}
