import { randomUUID } from 'node:crypto';
import type { NormalizedSchema } from '@smithy/core/schema';
import type { Api } from './action.ts';
import { AwsError } from './errors.ts';
import type { Partition } from './partition.ts';
import { violations } from './rules.ts';
import type { ServiceEntry } from './services.ts';
import { openSession } from './sts/session.ts';
import { readable } from './wire/body.ts';
import type { Conforming } from './wire/conform.ts';
import type { Answer, AnswerContext, Protocol } from './wire/protocol.ts';
import {
  type AnyService,
  credentialScope,
  type HttpRequest,
  header,
  route,
  securityToken,
} from './wire/route.ts';
import { errorSchema, operationSchemas } from './wire/schema.ts';

/** The account of a request whose access key id is not itself an account number. */
const DEFAULT_ACCOUNT = '123456789012';
const DEFAULT_REGION = 'us-east-1';

export interface Backend {
  readonly services: readonly ServiceEntry[];
  readonly partition: Partition;
  /** told of what no client should ever see: an exception that is not an AWS error */
  readonly onDefect: (error: unknown) => void;
}

/** Answers one request to an AWS service; every outcome is an answer in the client's protocol. */
export async function answer(backend: Backend, asSent: HttpRequest): Promise<Answer> {
  const requestId = randomUUID();
  const request = readable(asSent);
  const found = route(backend.services, request);
  if (found === undefined) return unroutable(backend.services, request.refused, requestId);
  const { operation, protocol, contentType } = found;
  const service = await found.service.load();
  const exports = await service.schemas();
  const context: AnswerContext = {
    requestId,
    operation,
    xmlNamespace: service.xmlNamespace,
    queryMode: header(request, 'x-amzn-query-mode') === 'true',
    contentType,
  };
  let reply: Answer;
  try {
    if (request.refused !== undefined) throw request.refused;
    const schemas = operationSchemas(exports, operation);
    const action = service.actions[operation];
    if (schemas === undefined || action === undefined) {
      throw notServed(service, operation, schemas !== undefined, protocol.name === 'query');
    }
    if (action.load !== undefined) await action.load();
    const conforming = decode(protocol, schemas.input, found.body);
    const isQuery = protocol.name === 'query';
    const called = { request, requestId, isQuery };
    const output = run(backend.partition, service, operation, conforming, called);
    reply = protocol.encode(schemas.output, output, context);
  } catch (error) {
    const awsError = error instanceof AwsError ? error : defect(backend, error);
    reply = protocol.encodeError(errorSchema(exports, awsError.code), awsError, context);
  }
  return { ...reply, headers: { ...reply.headers, 'x-amzn-requestid': requestId } };
}

function decode(protocol: Protocol, schema: NormalizedSchema, body: Buffer): Conforming {
  try {
    return protocol.decode(schema, body);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    throw new AwsError(
      protocol.malformedCode,
      error instanceof RangeError ? 'The body is nested too deeply' : message,
    );
  }
}

/** As the SDKs know that they need new credentials. */
const EXPIRED = 'The security token included in the request is expired';

interface Called {
  readonly request: HttpRequest;
  readonly requestId: string;
  /** Query services have error codes of their own for what concerns all services. */
  readonly isQuery: boolean;
}

function run(
  partition: Partition,
  service: AnyService,
  operation: string,
  { input, missing }: Conforming,
  { request, requestId, isQuery }: Called,
): object {
  const action = service.actions[operation];
  if (action === undefined) throw new Error(`${operation} is not served`);
  const members = input as Record<string, unknown>;
  const refused = action.unsupported?.filter((name) => members[name] !== undefined) ?? [];
  if (refused.length > 0) {
    throw service.notImplemented(`${refused.join(', ')} of ${operation}`);
  }
  const broken = [...missing, ...violations(input, action.rules)];
  if (broken.length > 0) throw service.invalid(broken);

  const scope = credentialScope(request);
  const accessKeyId = scope?.accessKeyId ?? '';
  const account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : DEFAULT_ACCOUNT;
  const region = scope?.region ?? DEFAULT_REGION;
  const session = openSession(partition.chance, securityToken(request) ?? '');
  if (session !== undefined && session.expiresMs <= partition.clock.now()) {
    throw isQuery
      ? new AwsError('ExpiredToken', EXPIRED, { statusCode: 403 })
      : new AwsError('ExpiredTokenException', EXPIRED);
  }
  const caller = { account, region, requestId, accessKeyId, session };
  return partition.perform(service, operation, members, caller);
}

function notServed(service: AnyService, operation: string, exists: boolean, query: boolean) {
  if (operation === '') return new AwsError('MissingAction', 'The request has no Action');
  const code = query ? 'InvalidAction' : 'UnknownOperationException';
  if (!exists) {
    return new AwsError(
      code,
      query ? `Could not find operation ${operation} for version ${service.apiVersion}` : '',
    );
  }
  const served = Object.keys(service.actions).sort().join(', ');
  return new AwsError(
    code,
    `Local AWS does not implement ${operation} of ${service.name}. It implements ${served}`,
  );
}

function defect(backend: Backend, error: unknown): AwsError {
  backend.onDefect(error);
  return new AwsError('InternalFailure', 'The local AWS failed; this is a defect in it', {
    statusCode: 500,
  });
}

function unroutable(
  services: readonly Api[],
  refused: AwsError | undefined,
  requestId: string,
): Answer {
  const names = services.map((service) => service.name).join(', ');
  const message = `This is a local AWS. It found no AWS operation in the request. It serves ${names}`;
  const {
    code,
    statusCode,
    message: text,
  } = refused ?? new AwsError('UnknownOperationException', message, { statusCode: 404 });
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'x-amzn-requestid': requestId },
    body: JSON.stringify({ __type: code, message: text }),
  };
}
