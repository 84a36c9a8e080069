import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { fromNodeProviderChain, fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import type { AwsCredentialIdentityProvider } from '@smithy/types';
import { connect, LOCAL_CREDENTIALS } from '../aws/cloud.ts';
import type { Cloud, LessonName, Member } from '../contract.ts';
import { WorkshopError } from '../errors.ts';

/** What is the same for a whole class, where its roster says nothing else. */
export interface Common {
  readonly target: Cloud['target'];
  /** Real AWS has none. */
  readonly endpoint: string | undefined;
  readonly profile: string | undefined;
  /** As it was typed; undefined leaves it to the configuration. */
  readonly lesson: LessonName | undefined;
  readonly realTime: boolean;
  readonly signal: AbortSignal;
}

/** Where some of a class are: members of one place share its clients and their connections. */
export interface Place {
  readonly target: Cloud['target'];
  readonly endpoint: string | undefined;
  readonly region: string;
  readonly profile: string | undefined;
  readonly roleArn: string | undefined;
  readonly account: string | undefined;
}

export function placeOf(member: Member, common: Common): Place {
  const { endpoint, config, profile = common.profile, roleArn, account } = member;
  const target = endpoint === undefined ? common.target : 'endpoint';
  return {
    target,
    endpoint: endpoint ?? common.endpoint,
    region: config.region,
    profile,
    roleArn,
    account,
  };
}

/** One that is not answered within it holds up the class: a healthy AWS takes less than a second. */
const REQUEST_TIMEOUT_MS = 10_000;
/** A request that hangs holds up a member for half a minute, and no longer. */
const MAX_ATTEMPTS = 3;

/**
 * Connects to a place, by its role where it has one.
 *
 * @throws {WorkshopError} `no-connection`; `cannot-tell` where the credentials lead to another
 * account; the SDK's own error where they are refused
 */
export async function openPlace(
  place: Place,
  { signal, realTime }: Common,
): Promise<Cloud & { close(): void }> {
  const { target, endpoint, region, profile, roleArn, account } = place;
  const cloud = await connect({
    target,
    region,
    realTime,
    signal,
    retryMode: 'adaptive',
    requestTimeoutMs: REQUEST_TIMEOUT_MS,
    maxAttempts: MAX_ATTEMPTS,
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(profile === undefined ? {} : { profile }),
    ...(roleArn === undefined ? {} : { credentials: assumed(roleArn, place) }),
  });
  try {
    // a role that is refused is refused here, once for all who need it
    if (roleArn !== undefined || account !== undefined) await expectAccount(cloud, account);
    return cloud;
  } catch (error) {
    cloud.close();
    throw error;
  }
}

/** Seen in the CloudTrail of the role's account. */
const SESSION_NAME = 'kinesis-hot-shard-workshop-verify';

function assumed(
  roleArn: string,
  { target, endpoint, region, profile }: Place,
): AwsCredentialIdentityProvider {
  const own =
    target === 'aws' || profile !== undefined
      ? fromNodeProviderChain(profile === undefined ? {} : { profile })
      : LOCAL_CREDENTIALS;
  return fromTemporaryCredentials({
    params: { RoleArn: roleArn, RoleSessionName: SESSION_NAME },
    masterCredentials: own,
    clientConfig: {
      region,
      maxAttempts: MAX_ATTEMPTS,
      disableClockSkewCorrection: target !== 'aws',
      ...(endpoint === undefined ? {} : { endpoint }),
    },
  });
}

async function expectAccount(cloud: Cloud, account: string | undefined): Promise<void> {
  const { Account } = await cloud.sts.send(new GetCallerIdentityCommand({}));
  if (account === undefined || Account === account) return;
  throw new WorkshopError(
    'cannot-tell',
    `The credentials lead to another account than the roster says, to ${Account}`,
    'Give the profile or the role of that account in the roster, or correct its account',
  );
}
