import type { FileHandle } from 'node:fs/promises';

/** Written but unsynced bytes at which syncing begins. */
const SYNC_EVERY = 32 * 1024 * 1024;

/**
 * Syncs a file while it is still being written, so that the sync at the end, which a client waits for, has little
 * left to do.
 */
export function syncAhead(handle: FileHandle) {
  let unsynced = 0;
  let syncing: Promise<void> | undefined;
  return {
    wrote(bytes: number): void {
      unsynced += bytes;
      if (syncing || unsynced < SYNC_EVERY) return;
      unsynced = 0;
      // A disk that fails here fails the sync at the end too, which reports it.
      syncing = handle
        .datasync()
        .catch(() => {})
        .then(() => {
          syncing = undefined;
        });
    },
    /** Resolves when all that was written is on disk. */
    async finish(): Promise<void> {
      await syncing;
      await handle.datasync();
    },
  };
}
