import { parseParticipant, parseRegion, parseTarget } from '../cli/options.ts';
import { applyOverrides } from '../config/config.ts';
import { configProblems } from '../config/config-problems.ts';
import type { Config, Member } from '../contract.ts';
import { COLUMNS, type Column, type ColumnPlaces } from './columns.ts';
import type { Fault } from './fault.ts';
import type { Row } from './rows.ts';

/** Written in `names` by those who gave no `--participant`. */
const NO_SUFFIX = '-';

const ROLE_ARN = /^arn:aws(?:-cn|-us-gov)?:iam::(?<account>\d{12}):role\/[\w+=,.@/-]+$/;

/** Columns with the exact name of a resource, for those who have renamed it. */
const EXACT_NAMES = ['stack', 'stream', 'dashboardStack', 'dashboard', 'alarmStack'] as const;

/**
 * A line of a roster.
 *
 * @param config without any participant's names
 * @param otherwise the region of those whose line has none
 * @returns the member, or everything that is wrong with the line
 */
export function readMember(
  row: Row,
  places: ColumnPlaces,
  config: Config,
  otherwise?: string,
): { readonly member: Member } | { readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  const cell = (column: Column) => row.cells[places.get(column) ?? -1] || undefined;
  const fault = (column: Column, text: string | undefined) => {
    if (text === undefined) return;
    faults.push({ line: row.line, column: (places.get(column) ?? 0) + 1, text });
  };
  for (const column of COLUMNS) {
    if (/[\r\n]/.test(cell(column) ?? '')) {
      fault(column, `${column} goes over several lines; write it in one`);
    }
  }
  if (faults.length > 0) return { faults };
  for (const [at, text] of row.cells.entries()) {
    if (text === '' || [...places.values()].includes(at)) continue;
    const place = { line: row.line, column: at + 1 };
    faults.push({ ...place, text: `"${text}" stands in no column; name it in the first line` });
  }

  const participant = cell('participant') ?? '';
  if (participant === '') {
    fault('participant', 'participant is missing; write a name, or take the line out');
  }
  const { region, profile, roleArn, account, endpoint } = {
    region: cell('region'),
    profile: cell('profile'),
    roleArn: cell('roleArn'),
    account: cell('account'),
    endpoint: cell('endpoint'),
  };
  if (region !== undefined)
    fault(
      'region',
      problemOf('region', () => parseRegion(region)),
    );
  if (endpoint !== undefined) fault('endpoint', endpointProblem(endpoint));
  fault('roleArn', roleProblem(roleArn));
  fault('account', accountProblem(account, roleArn));

  const suffix = cell('names') ?? participant;
  const isSuffixed = suffix !== NO_SUFFIX && suffix !== '';
  const named = cell('names') === undefined ? 'participant' : 'names';
  const suffixProblem = isSuffixed
    ? problemOf(named, () => parseParticipant(suffix), 'participant')
    : undefined;
  const instead = '; or write what they gave as --participant in a column names';
  fault(named, suffixProblem && `${suffixProblem}${named === 'names' ? '' : instead}`);
  if (faults.length > 0) return { faults };

  const at = { region: region ?? otherwise };
  const own = applyOverrides(config, isSuffixed ? { ...at, participant: suffix } : at);
  const exact = Object.fromEntries(
    EXACT_NAMES.flatMap((column) => {
      const name = cell(column);
      return name === undefined ? [] : [[column, name]];
    }),
  );
  const whole: Config = { ...own, names: { ...own.names, ...exact } };
  for (const problem of configProblems(whole)) {
    const column = EXACT_NAMES.find((name) => problem.startsWith(`names.${name} `));
    const isExact = column !== undefined && cell(column) !== undefined;
    fault(isExact ? column : named, problem.replace(/^names\./, ''));
  }
  if (faults.length > 0) return { faults };
  return {
    member: {
      participant,
      line: row.line,
      config: whole,
      ...(isSuffixed ? { names: suffix } : {}),
      ...(profile === undefined ? {} : { profile }),
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(account === undefined ? {} : { account }),
      ...(endpoint === undefined ? {} : { endpoint: new URL(endpoint).origin }),
    },
  };
}

/** What the parser of an option says of a cell, in the words of its column. */
function problemOf(
  column: Column,
  parse: () => unknown,
  option: string = column,
): string | undefined {
  try {
    parse();
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(`--${option} `, `${column} `);
  }
}

function endpointProblem(endpoint: string): string | undefined {
  if (!/^https?:/.test(endpoint)) {
    return `endpoint ${endpoint} is not a URL, such as http://127.0.0.1:4599`;
  }
  return problemOf('endpoint', () => parseTarget(endpoint), 'target');
}

function roleProblem(roleArn: string | undefined): string | undefined {
  if (roleArn === undefined || ROLE_ARN.test(roleArn)) return undefined;
  return `roleArn ${roleArn} is not the ARN of a role, such as arn:aws:iam::123456789012:role/instructor`;
}

function accountProblem(account: string | undefined, roleArn = ''): string | undefined {
  if (account === undefined) return undefined;
  if (!/^\d{12}$/.test(account)) {
    return `account ${account} does not have twelve digits; in a spreadsheet, format the column as text, or it rounds them and drops zeros in front`;
  }
  const roleAccount = ROLE_ARN.exec(roleArn)?.groups?.account ?? account;
  if (roleAccount === account) return undefined;
  return `account ${account} is not that of roleArn, ${roleAccount}; leave account out, or correct one of them`;
}
