import type { Api, Service } from '../action.ts';
import type { AwsError } from '../errors.ts';
import { cbor, rpcV2Cbor } from './cbor.ts';
import { json } from './json.ts';
import type { Protocol } from './protocol.ts';
import { queryXml } from './query-xml.ts';

/** A request as both HTTP versions deliver it; header names are in lower case. */
export interface HttpRequest {
  readonly method: string;
  /** path and query */
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** empty when the request is refused */
  readonly body: Buffer;
  /** why the request is refused before its body is looked at */
  readonly refused?: AwsError | undefined;
}

/** Which operation of which service a request asks for, and in which protocol. */
export interface Route<Of extends Api> {
  readonly service: Of;
  /** '' for a Query request that names none */
  readonly operation: string;
  readonly protocol: Protocol;
  /** of the request, and so of the answer where the protocol has several */
  readonly contentType: string;
  /** the part of the request that the protocol decodes */
  readonly body: Buffer;
}

// biome-ignore lint/suspicious/noExplicitAny: services differ in their state, which the wire never looks into
export type AnyService = Service<any>;

const RPC_PATH = /^\/service\/(?<service>[^/]+)\/operation\/(?<operation>[^/?]+)/;
const FORM = 'application/x-www-form-urlencoded';
/** The protocols whose operation is in `X-Amz-Target`. */
const BY_TARGET: ReadonlyMap<string, Protocol> = new Map([
  ['application/x-amz-json-1.0', json],
  ['application/x-amz-json-1.1', json],
  ['application/json', json],
  ['application/x-amz-cbor-1.1', cbor],
]);

/**
 * Finds the operation by what each protocol puts where: JSON and CBOR in `X-Amz-Target`, Smithy
 * RPC v2 in the path, Query in a form of the body or the address. Undefined when it is none.
 */
export function route<Of extends Api>(
  services: readonly Of[],
  request: HttpRequest,
): Route<Of> | undefined {
  const { method, body } = request;
  const contentType = mediaType(header(request, 'content-type') ?? '');
  const rpc = RPC_PATH.exec(request.target)?.groups;
  if (rpc !== undefined) {
    const service = services.find((one) => one.rpcName === rpc.service);
    if (service === undefined || method !== 'POST') return undefined;
    const operation = String(rpc.operation);
    return { service, operation, protocol: rpcV2Cbor, contentType: 'application/cbor', body };
  }

  const target = header(request, 'x-amz-target');
  const protocol = BY_TARGET.get(contentType);
  if (target !== undefined && protocol !== undefined) {
    const dot = target.lastIndexOf('.');
    const service = services.find((one) => one.targetPrefix === target.slice(0, dot));
    if (service === undefined || method !== 'POST') return undefined;
    return { service, operation: target.slice(dot + 1), protocol, contentType, body };
  }

  if (method !== 'GET')
    return contentType === FORM ? formRoute(services, request, body) : undefined;
  const query = request.target.split('?', 2)[1];
  return query === undefined ? undefined : formRoute(services, request, Buffer.from(query));
}

function formRoute<Of extends Api>(
  services: readonly Of[],
  request: HttpRequest,
  form: Buffer,
): Route<Of> | undefined {
  const scope = credentialScope(request);
  const fields = new URLSearchParams(form.toString('utf8'));
  const service =
    services.find((one) => one.signingName === scope?.service) ??
    services.find((one) => one.apiVersion === fields.get('Version'));
  if (service === undefined) return undefined;
  const operation = fields.get('Action') ?? '';
  return { service, operation, protocol: queryXml, contentType: 'text/xml', body: form };
}

export function isForm(request: HttpRequest): boolean {
  return mediaType(header(request, 'content-type') ?? '') === FORM;
}

function mediaType(contentType: string): string {
  return (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** What a SigV4 signature says of its sender. Signatures are read, never verified. */
export interface CredentialScope {
  readonly accessKeyId: string;
  readonly region: string;
  readonly service: string;
}

export function credentialScope(request: HttpRequest): CredentialScope | undefined {
  const inHeader = /Credential=([^,\s]+)/.exec(header(request, 'authorization') ?? '')?.[1];
  const inQuery = new URLSearchParams(request.target.split('?')[1] ?? '').get('X-Amz-Credential');
  const [accessKeyId, , region, service] = (inHeader ?? inQuery ?? '').split('/');
  if (accessKeyId === undefined || region === undefined || service === undefined) return undefined;
  return { accessKeyId, region, service };
}

/** What temporary credentials come with. */
export function securityToken(request: HttpRequest): string | undefined {
  const query = new URLSearchParams(request.target.split('?')[1] ?? '');
  return header(request, 'x-amz-security-token') ?? query.get('X-Amz-Security-Token') ?? undefined;
}

export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
