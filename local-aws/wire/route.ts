import type { Service } from '../action.ts';
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
  readonly body: Buffer;
}

/** Which operation of which service a request asks for, and in which protocol. */
export interface Route {
  readonly service: AnyService;
  readonly operation: string;
  readonly protocol: Protocol;
  /** the part of the request that the protocol decodes */
  readonly body: Buffer;
}

// biome-ignore lint/suspicious/noExplicitAny: services differ in their state, which the wire never looks into
export type AnyService = Service<any>;

const RPC_PATH = /^\/service\/(?<service>[^/]+)\/operation\/(?<operation>[^/?]+)/;

/**
 * Finds the operation by what each protocol puts where: JSON and CBOR in `X-Amz-Target`, Smithy
 * RPC v2 in the path, Query in a form of the body or the address. Undefined when it is none.
 */
export function route(services: readonly AnyService[], request: HttpRequest): Route | undefined {
  const contentType = header(request, 'content-type') ?? '';
  const rpc = RPC_PATH.exec(request.target)?.groups;
  if (rpc !== undefined) {
    const service = services.find((one) => one.rpcName === rpc.service);
    if (service === undefined) return undefined;
    return { service, operation: String(rpc.operation), protocol: rpcV2Cbor, body: request.body };
  }

  const target = header(request, 'x-amz-target');
  if (target !== undefined) {
    const dot = target.lastIndexOf('.');
    const service = services.find((one) => one.targetPrefix === target.slice(0, dot));
    if (service === undefined) return undefined;
    const protocol = contentType.includes('cbor') ? cbor : json;
    return { service, operation: target.slice(dot + 1), protocol, body: request.body };
  }

  const query = request.target.indexOf('?');
  const form =
    request.method === 'GET' && query !== -1
      ? Buffer.from(request.target.slice(query + 1))
      : request.body;
  if (request.method !== 'GET' && !contentType.includes('x-www-form-urlencoded')) return undefined;
  const fields = new URLSearchParams(form.toString('utf8'));
  const scope = credentialScope(request);
  const service =
    services.find((one) => one.signingName === scope?.service) ??
    services.find((one) => one.apiVersion === fields.get('Version'));
  const operation = fields.get('Action');
  if (service === undefined || operation === null) return undefined;
  return { service, operation, protocol: queryXml, body: form };
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

export function header(request: HttpRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
