import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AppError } from './app-error.ts';
import type { Logger } from './logger.ts';
import type { Metrics } from './metrics.ts';

/**
 * Turns what a resolver threw into what a client may read: an `AppError` as it is, faults of the document as
 * BAD_USER_INPUT, and anything else as INTERNAL after logging it whole. The one place that does so.
 */
export function formatGraphQLError(
  error: GraphQLError,
  log: Logger,
  metrics: Metrics,
): GraphQLFormattedError {
  const { message, path, locations } = error.toJSON();
  const where = { ...(path ? { path } : {}), ...(locations ? { locations } : {}) };
  const cause = rootCause(error);
  if (cause instanceof AppError) {
    metrics.errors.inc({ code: cause.code });
    log.info({ errorCode: cause.code, path: path?.join('.') }, cause.message);
    return { message: cause.message, ...where, extensions: { code: cause.code, ...cause.details } };
  }
  if (cause === undefined) {
    metrics.errors.inc({ code: 'BAD_USER_INPUT' });
    return { message, ...where, extensions: { code: 'BAD_USER_INPUT' } };
  }
  metrics.errors.inc({ code: 'INTERNAL' });
  log.error({ error: cause, path: path?.join('.') }, 'a resolver failed');
  return {
    message: 'Something went wrong here; it was logged and will be looked at.',
    ...where,
    extensions: { code: 'INTERNAL' },
  };
}

/** GraphQL and Mercurius wrap errors, at times twice. */
function rootCause(error: GraphQLError): Error | undefined {
  let cause: Error | undefined = error.originalError ?? undefined;
  while (cause instanceof GraphQLError) cause = cause.originalError ?? undefined;
  return cause;
}
