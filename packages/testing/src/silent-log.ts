import { createLogger, type Logger } from '@visiobook/service';

/** A logger for tests: writes nothing unless TEST_LOG_LEVEL asks for it. */
export function silentLog(): Logger {
  const logLevel = (process.env.TEST_LOG_LEVEL ?? 'silent') as 'silent';
  return createLogger({ service: 'test', version: '0', environment: 'test', logLevel });
}
