/** Who makes a call, and where. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  /** Of the request's signature; '' when it is not signed. */
  readonly accessKeyId: string;
  /** The role that the caller has assumed. */
  readonly session?: { readonly roleName: string; readonly sessionName: string } | undefined;
}
