import { AppError, ERROR_CODES, type ErrorCode, type Logger, type Metrics } from '@visiobook/service';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';

export type FormatError = (formatted: GraphQLFormattedError, error?: unknown) => GraphQLFormattedError;

/** Apollo's own codes in the words of docs/errors.md. */
const APOLLO_CODES: Readonly<Record<string, ErrorCode>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_USER_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_USER_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_USER_INPUT',
  BAD_REQUEST: 'BAD_USER_INPUT',
  MAX_RECURSIVE_SELECTIONS: 'TOO_EXPENSIVE',
};
const KNOWN: ReadonlySet<string> = new Set(ERROR_CODES);
const HIDDEN = 'Something went wrong here; it was logged and will be looked at.';

/**
 * What a client may read of an error: those with a code of the closed list as they are (a subgraph has already
 * decided what to show), all of subgraphs whose errors are exposed, faults of the request as BAD_USER_INPUT, and anything else as INTERNAL after logging it.
 */
export function createFormatError(
  log: Logger,
  metrics: Metrics,
  exposed: readonly string[] = [],
): FormatError {
  return (formatted, error) => {
    const { message, path, locations, extensions = {} } = formatted;
    const where = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
    const cause = rootCause(error);
    if (cause instanceof AppError) {
      metrics.errors.inc({ code: cause.code });
      return { message: cause.message, ...where, extensions: { code: cause.code, ...cause.details } };
    }
    const { code: given, serviceName, stacktrace: _stack, http: _http, ...details } = extensions;
    if (typeof serviceName === 'string' && (exposed.includes(serviceName) || exposed.includes('*'))) {
      metrics.errors.inc({ code: typeof given === 'string' && KNOWN.has(given) ? given : 'INTERNAL' });
      return {
        message,
        ...where,
        extensions: { ...details, ...(given === undefined ? {} : { code: given }) },
      };
    }
    const code =
      ownCode(cause) ?? (typeof given === 'string' ? (APOLLO_CODES[given] ?? given) : faultOf(error));
    if (code !== undefined && code !== 'INTERNAL' && KNOWN.has(code)) {
      metrics.errors.inc({ code });
      return { message, ...where, extensions: { ...details, code } };
    }
    metrics.errors.inc({ code: 'INTERNAL' });
    log.error({ error: error ?? formatted, path: path?.join('.') }, 'an operation failed');
    return { message: HIDDEN, ...where, extensions: { code: 'INTERNAL' } };
  };
}

/** A validation rule's own code, which Apollo covers with one of its own. */
function ownCode(cause: unknown): string | undefined {
  const code = cause instanceof GraphQLError ? cause.extensions.code : undefined;
  return typeof code === 'string' && KNOWN.has(code) ? code : undefined;
}

/** An error of graphql-js with no cause is a fault of the document: parsing and validation throw nothing else. */
function faultOf(error: unknown): ErrorCode | undefined {
  return error instanceof GraphQLError && !error.originalError && !error.path ? 'BAD_USER_INPUT' : undefined;
}

function rootCause(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}
