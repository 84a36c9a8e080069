import type { Billed, CatalogueEntry, Cloud, Config, StepEstimate } from '../contract.ts';
import { duration } from '../duration.ts';
import { grouped } from '../grouped.ts';
import type { FleetEstimate } from './fleet.ts';
import { plannedPutUnits } from './put-units.ts';
import { begunHours, hourlyUsd, putUnitsUsd, sumBilled, totalUsd } from './usd.ts';

/** `0.07 USD` */
export function usdText(usd: number): string {
  return usd < 0.005 ? 'less than 0.01 USD' : `${usd.toFixed(2)} USD`;
}

/** What a walk of these steps costs on real AWS, before anything is made. */
export function walkEstimateLines(
  entries: readonly Pick<CatalogueEntry, 'step'>[],
  config: Config,
  { walks = 1, cleanUp }: { readonly walks?: number; readonly cleanUp: string },
): string[] {
  const billed = sumBilled(entries.map(({ step }) => step.adds?.(config) ?? {}));
  const seconds = entries.reduce((sum, { step }) => sum + step.takesSeconds(config), 0);
  const hours = begunHours(seconds * 1000);
  return [
    `${walks === 1 ? 'This walk is' : `These ${walks} walks are`} estimated to cost ${usdText(walks * totalUsd(billed, hours, config))} at most${walks === 1 ? '' : ', each'}: ${billedText(billed)}, for ${hoursText(hours)}.`,
    `While all of it stands it costs ${usdText(hourlyUsd(billed, config))} an hour, until you run ${cleanUp}${expiryClause(billed, config)}.`,
    `The walk stops before it comes to ${usdText(config.cost.ceilingUsd)} (cost.ceilingUsd in workshop.config.ts).`,
    ...retentionLines(config),
    authorityLine(config),
  ];
}

function expiryClause(billed: Billed, config: Config): string {
  const hours = config.stream.expiresAfterHours;
  if (hours === 0) return '';
  const mostUsd = hourlyUsd(billed, config) * hours;
  return `, or until it deletes itself after ${hours} hours, at ${usdText(mostUsd)}`;
}

/** How long a step takes, and what it adds to the bill: `About 8 min. It adds 0.06 USD to the bill.` */
export function estimateText(
  { cloudSeconds, usd }: StepEstimate,
  { target, timeLapse }: Pick<Cloud, 'target' | 'timeLapse'>,
): string {
  const time = timeLapse
    ? `About ${duration(cloudSeconds)} of cloud time, seconds of yours.`
    : `About ${duration(cloudSeconds)}.`;
  const cost = usd === 0 ? 'nothing' : usdText(usd);
  return `${time} ${target === 'aws' ? 'It adds' : 'On AWS it would add'} ${cost} to the bill.`;
}

/** What the traffic alone costs on real AWS, where the stream stands already. */
export function trafficEstimateLines(config: Config): string[] {
  const putUnits = plannedPutUnits(config);
  return [
    `This traffic is estimated to cost ${usdText(putUnitsUsd(putUnits, config))}: ${grouped(putUnits)} PUT payload units.`,
    authorityLine(config),
  ];
}

/** What a fleet of producers costs on real AWS, until its end. */
export function fleetEstimateLines(estimate: FleetEstimate, config: Config): string[] {
  const { gbSeconds, requests, billed, hours, usd } = estimate;
  const { rates } = config.cost;
  return [
    `These producers are estimated to cost ${usdText(usd)} at most: ${grouped(gbSeconds)} GB-seconds and ${grouped(requests)} requests of Lambda, ${billedText(billed)}, for ${hoursText(hours)}.`,
    `Lambda's free tier is not counted. Rates of ${rates.region} in ${rates.asOf}; the authority is ${rates.lambdaSource} and ${rates.source}`,
  ];
}

function retentionLines({ stream: { retentionHours } }: Config): string[] {
  return retentionHours > 24
    ? [`A retention of ${retentionHours} hours costs extra, which is not counted here.`]
    : [];
}

function authorityLine({ cost: { rates } }: Config): string {
  return `Rates of ${rates.region} in ${rates.asOf}; the authority is ${rates.source}`;
}

/** `about 0.07 USD (4 shards, 28 shard-level metrics, 78,624 PUT payload units; 1 begun hour)` */
export function cameToText(
  usd: number,
  newest: { readonly billed: Billed; readonly hours: number },
): string {
  return `about ${usdText(usd)} (${billedText(newest.billed)}; ${hoursText(newest.hours)})`;
}

function hoursText(hours: number): string {
  return `${hours} begun ${hours === 1 ? 'hour' : 'hours'}`;
}

/** `4 shards, 28 shard-level metrics, 78,624 PUT payload units` */
function billedText(billed: Billed): string {
  const { shards, customMetrics, dashboards, alarmMetrics, putUnits } = billed;
  const parts: [number, string, string][] = [
    [shards, 'shard', 'shards'],
    [customMetrics, 'shard-level metric', 'shard-level metrics'],
    [dashboards, 'dashboard', 'dashboards'],
    [alarmMetrics, 'metric under alarms', 'metrics under alarms'],
    [putUnits, 'PUT payload unit', 'PUT payload units'],
  ];
  return parts
    .filter(([count]) => count > 0)
    .map(([count, one, several]) => `${grouped(count)} ${count === 1 ? one : several}`)
    .join(', ');
}
