/** STS keeps nothing: who calls is said in the request. */
export interface StsState {
  readonly isEmpty: true;
}
