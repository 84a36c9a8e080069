import type { Theme } from '../../charts/theme.ts';
import type { ShardsModel } from '../../src/live/models.ts';
import { Problem } from '../problem.tsx';
import { MapView } from './map-view.tsx';

interface Props {
  readonly shards: ShardsModel;
  readonly theme: Theme;
}

export function Shards({ shards: { map, problem }, theme }: Props) {
  return (
    <>
      <Problem text={problem} />
      {map && <MapView key={map.stream} map={map} theme={theme} />}
    </>
  );
}
