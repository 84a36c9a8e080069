import type { Progress } from '../contract.ts';
import { grouped } from '../grouped.ts';
import { percent } from '../percent.ts';
import { sumCounts } from '../traffic/count.ts';
import { bar, rowNames } from './bars.ts';
import { heaviestShards } from './heaviest-shards.ts';

type Traffic = Extract<Progress, { kind: 'traffic' }>;

const LONGEST_BAR = 40;

/**
 * Traffic while it is sent: how far it is, and a bar a shard, in the order of their ids, all on one
 * scale. The hottest shard's bar is full when the traffic ends, so the heat is seen while it grows.
 *
 * @param most how many shards are drawn, the heaviest of all
 */
export function trafficBars(
  { cloudSeconds, totalCloudSeconds, shards }: Traffic,
  columns: number,
  most = Number.POSITIVE_INFINITY,
): string[] {
  const { shown: rows, others } = heaviestShards(shards, most);
  const names = rowNames(
    rows.map(([shardId]) => shardId),
    columns,
  );
  const all = sumCounts(shards);
  const elapsedPart = totalCloudSeconds === 0 ? 1 : Math.min(1, cloudSeconds / totalCloudSeconds);
  const largest = Math.max(1, ...rows.map(([, { accepted }]) => accepted));
  const atTheEnd = elapsedPart === 0 ? largest : largest / elapsedPart;
  const words = rows.map(([, { accepted, throttled }]) => {
    const share = percent(accepted / Math.max(all.accepted, 1)).padStart(7);
    const refused = throttled === 0 ? '' : `  ${grouped(throttled)} refused`;
    return { records: grouped(accepted), rest: `${share}${refused}` };
  });
  const recordColumns = Math.max(0, ...words.map(({ records }) => records.length));
  const restColumns = Math.max(0, ...words.map(({ rest }) => rest.length));
  const taken = (names[0]?.length ?? 0) + 2 + 2 + recordColumns + 1 + restColumns;
  const barColumns = Math.max(0, Math.min(LONGEST_BAR, columns - taken));
  const leftSeconds = Math.ceil(totalCloudSeconds - cloudSeconds);
  const left = leftSeconds > 0 ? `, ${leftSeconds} s left` : '';
  return [
    `${Math.floor(cloudSeconds)} of ${totalCloudSeconds} s${left}, ${grouped(all.accepted)} records, ${grouped(all.throttled)} refused`,
    ...words.map(({ records, rest }, row) => {
      const accepted = rows[row]?.[1].accepted ?? 0;
      const drawn = bar(accepted / atTheEnd, barColumns);
      return `${names[row]}  ${drawn === '' ? '' : `${drawn}  `}${records.padStart(recordColumns)} ${rest}`;
    }),
    ...(others === '' ? [] : [`and ${others}`]),
  ];
}
