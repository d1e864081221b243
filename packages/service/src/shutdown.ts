import type { Logger } from './logger.ts';

export interface Stoppable {
  name: string;
  stop(): Promise<unknown> | unknown;
}

/**
 * Ends a process in order on SIGTERM or SIGINT: each part is stopped before the ones it was built on, so list
 * parts in the order in which they were started. A second signal, or `graceMs` passing, ends it at once with
 * code 1. An error that nobody caught ends it too, with code 1, because the process's state is unknown.
 */
export function stopOnSignal(log: Logger, graceMs: number, parts: readonly Stoppable[]): void {
  let stopping = false;
  const stop = async (reason: string, code: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error({ graceMs }, 'did not stop in time');
      process.exit(1);
    }, graceMs).unref();
    for (const part of [...parts].reverse()) {
      try {
        await part.stop();
      } catch (error) {
        log.error({ error, part: part.name }, 'could not be stopped cleanly');
      }
    }
    process.exit(code);
  };
  process.on('SIGTERM', () => void stop('SIGTERM', 0));
  process.on('SIGINT', () => void stop('SIGINT', 0));
  // A supervisor that is killed cannot signal; its end of the channel closes.
  process.on('disconnect', () => void stop('the supervisor is gone', 0));
  process.on('uncaughtException', (error) => {
    log.fatal({ error }, 'uncaught exception');
    void stop('uncaught exception', 1);
  });
  process.on('unhandledRejection', (error) => {
    log.fatal({ error }, 'unhandled rejection');
    void stop('unhandled rejection', 1);
  });
}
