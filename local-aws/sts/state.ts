/** STS keeps nothing: who calls is said in the request. */
export type StsState = Readonly<Record<string, never>>;
