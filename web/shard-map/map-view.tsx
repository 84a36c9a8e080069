import { useState } from 'preact/hooks';
import type { ShardMap } from '../../charts/shard-map/shard-map.ts';
import { shardMapSummary } from '../../charts/shard-map/summary.ts';
import { shardMapTable } from '../../charts/shard-map/table.ts';
import type { Theme } from '../../charts/theme.ts';
import { Messages } from '../messages.tsx';
import { windowText } from '../minute-text.ts';
import { Table } from '../table.tsx';
import { TableButton } from '../table-button.tsx';
import { Drawing } from './drawing.tsx';

interface Props {
  readonly map: ShardMap;
  readonly theme: Theme;
}

export function MapView({ map, theme }: Props) {
  const [wantsTable, setWantsTable] = useState(false);
  return (
    <div class="card">
      <div class="widget-head">
        <p class="summary">
          <strong>{map.stream}</strong>: {shardMapSummary(map)}
          {map.window && ` Records and keys are those of ${windowText(map.window)}.`}
        </p>
        <TableButton
          name="Table of the shards"
          isPressed={wantsTable}
          press={() => setWantsTable(!wantsTable)}
        />
      </div>
      <Drawing map={map} theme={theme} />
      {wantsTable && <Tables map={map} />}
      <Messages messages={map.unknown} />
    </div>
  );
}

function Tables({ map }: Pick<Props, 'map'>) {
  const { shards, keys } = shardMapTable(map);
  return (
    <>
      <Table caption={`Shards of ${map.stream}`} {...shards} />
      {keys.rows.length > 0 && <Table caption="The heaviest keys" {...keys} />}
    </>
  );
}
