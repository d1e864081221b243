/** Every code that may stand in `extensions.code`; each has one row in docs/errors.md. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'QUOTA_EXCEEDED',
  'UNSUPPORTED_MEDIA',
  'OPERATION_NOT_ALLOWED',
  'TOO_EXPENSIVE',
  'SCHEMA_CHANGED',
  'UNAVAILABLE',
  'CANCELLED',
  'INTERNAL',
] as const;
export type ErrorCode = (typeof ERROR_CODES)[number];

const STATUS: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  CONFLICT: 409,
  RATE_LIMITED: 429,
  QUOTA_EXCEEDED: 402,
  UNSUPPORTED_MEDIA: 415,
  OPERATION_NOT_ALLOWED: 403,
  TOO_EXPENSIVE: 400,
  SCHEMA_CHANGED: 409,
  UNAVAILABLE: 503,
  CANCELLED: 409,
  INTERNAL: 500,
};

/**
 * A refusal that the caller may read: thrown by domain code, translated once at the edge (GraphQL or HTTP).
 * Anything else that is thrown is a bug: logged whole, shown as `INTERNAL`.
 *
 * @example throw new AppError('CONFLICT', 'The project changed since you read it.', { current: 4, yours: 3 });
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  /** Further `extensions` of the GraphQL error: data, not prose. */
  readonly details: Readonly<Record<string, unknown>>;

  constructor(
    code: ErrorCode,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    cause?: unknown,
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.details = details;
  }

  /** The HTTP status that fits the code outside GraphQL. */
  get status(): number {
    return STATUS[this.code];
  }
}

/** What someone may not see is not there: the same error for "absent" and "not yours". */
export function notFound(what: string): AppError {
  return new AppError('NOT_FOUND', `No such ${what}.`);
}
