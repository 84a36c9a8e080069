/** Who makes a call, and where. */
export interface Caller {
  readonly account: string;
  readonly region: string;
  readonly requestId: string;
  /** Of the request's signature; '' when it is not signed. */
  readonly accessKeyId: string;
}
