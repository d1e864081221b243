import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from './logger.ts';

/**
 * Waits until the database has every migration that this version of the code wants. Serving `/health` meanwhile is
 * the caller's business; taking jobs before it would run new code on old tables.
 */
export async function whenMigrated(
  pending: () => Promise<number>,
  log: Logger,
  signal?: AbortSignal,
): Promise<void> {
  for (let turn = 0; !signal?.aborted; turn++) {
    const missing = await pending().catch((error: Error) => error.message);
    if (missing === 0) return;
    if (turn % 30 === 0) log.info({ missing }, 'waiting for migrations');
    await sleep(500, undefined, { ref: true });
  }
}
