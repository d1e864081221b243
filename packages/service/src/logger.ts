import { isSpanContextValid, trace } from '@opentelemetry/api';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { CommonConfig } from './config.ts';

export type { Logger };

export interface LoggerOptions extends Pick<CommonConfig, 'logLevel' | 'environment'> {
  service: string;
  version: string;
  /** Where lines go; standard output unless told (tests collect them). */
  destination?: DestinationStream;
}

/** Keys whose values never reach a log, at any of the depths where they occur. */
const SECRET_KEYS = [
  'password',
  'newPassword',
  'currentPassword',
  'passwordHash',
  'refreshToken',
  'accessToken',
  'token',
  'secret',
  'code',
  'authorization',
  'cookie',
  'email',
  'apiKey',
  'platformKey',
  '["x-api-key"]',
  '["x-visiobook-viewer"]',
];

/**
 * JSON lines: `timestamp, level, message, service, version, environment`, and the ids of the trace in which the
 * line was written. Secrets and personal data are cut out by key.
 */
export function createLogger({
  service,
  version,
  environment,
  logLevel,
  destination,
}: LoggerOptions): Logger {
  return pino(
    {
      level: logLevel,
      messageKey: 'message',
      errorKey: 'error',
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      base: { service, version, environment },
      mixin: traceIds,
      redact: {
        paths: SECRET_KEYS.flatMap((key) => {
          const at = key.startsWith('[') ? key : `.${key}`;
          return [key, `*${at}`, `*.*${at}`, `*.*.*${at}`];
        }),
        censor: '[hidden]',
      },
    },
    ...(destination ? [destination] : []),
  );
}

function traceIds(): Record<string, string> {
  const span = trace.getActiveSpan()?.spanContext();
  return span && isSpanContextValid(span) ? { traceId: span.traceId, spanId: span.spanId } : {};
}
