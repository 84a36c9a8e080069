/**
 * An error as a client sees it: a code that the service documents, its sentence, and the further
 * members of its shape. Actions throw it; the wire gives it each protocol's form.
 */
export class AwsError extends Error {
  readonly statusCode: number;
  readonly members: Readonly<Record<string, unknown>>;

  /**
   * @param code the error's shape name (`ResourceNotFoundException`), or a bare code (`ValidationError`)
   * @param options.statusCode 400 unless told; below 500 is the sender's fault
   * @param options.members members of the error's shape beside the message
   */
  constructor(
    readonly code: string,
    message: string,
    options: { statusCode?: number; members?: Record<string, unknown> } = {},
  ) {
    super(message);
    this.name = code;
    this.statusCode = options.statusCode ?? 400;
    this.members = options.members ?? {};
  }
}
