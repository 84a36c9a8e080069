/** Codes that every service documents as common errors. Source: the API references, Common Errors. */
const COMMON = [
  'AccessDeniedException',
  'InvalidAction',
  'MissingAction',
  'MalformedHttpRequestException',
  'MalformedInput',
  'RequestEntityTooLargeException',
  'RequestTimeoutException',
  'SerializationException',
  'ThrottlingException',
  'UnknownOperationException',
  'ValidationError',
  'ValidationException',
];
/** The kind of an error's schema: `[-3, namespace, name, traits, …]`. */
const ERROR_KIND = -3;

/** Every code that a service's errors may have: its shapes, their Query codes, the common ones. */
export function documentedCodes(exports: object): ReadonlySet<string> {
  const codes = new Set(COMMON);
  for (const schema of Object.values(exports)) {
    if (!Array.isArray(schema) || schema[0] !== ERROR_KIND) continue;
    codes.add(schema[2]);
    const query: unknown = schema[3]?.awsQueryError?.[0];
    if (typeof query === 'string') codes.add(query);
  }
  return codes;
}
