import type { Logger } from '@visiobook/service';
import { watchFile } from '../files/watch-file.ts';
import { type PersistedOperation, readPersistedOperations } from './manifest.ts';
import type { OperationStore } from './operation-store.ts';

export interface ManifestStore extends OperationStore {
  all(): readonly PersistedOperation[];
  /** Is awaited with the operations of a changed file before they count. */
  beforeChange(prepare: (operations: readonly PersistedOperation[]) => Promise<void>): void;
  stop(): void;
}

export interface ManifestStoreOptions {
  /** None where nothing is published. */
  path: string | undefined;
  mustExist: boolean;
  log: Logger;
}

/**
 * The operations of a manifest file, read again whenever it changes. One that is not a manifest is refused with its
 * reason in the log, while the last good one counts.
 *
 * @throws Error when the file is not a manifest at the start, or is missing and must exist
 */
export async function createManifestStore(options: ManifestStoreOptions): Promise<ManifestStore> {
  const { path, log } = options;
  let current = await readPersistedOperations(options);
  let prepare: (operations: readonly PersistedOperation[]) => Promise<void> = async () => {};
  let stopped = false;
  let reading = Promise.resolve();
  const reload = async () => {
    if (stopped) return;
    try {
      const next = await readPersistedOperations({ path, mustExist: true });
      await prepare(next.all);
      current = next;
      log.info({ path, operations: next.all.length }, 'published operations were read again');
    } catch (error) {
      log.error({ error, path }, 'the new manifest is not usable; the last good one counts');
    }
  };
  const unwatch =
    path === undefined ? undefined : watchFile(path, log, () => (reading = reading.then(reload)));
  return {
    byId: async (id, { client }) => current.byId(id, client),
    byText: async (text, { client }) => current.byText(text, client),
    all: () => current.all,
    beforeChange: (given) => {
      prepare = given;
    },
    stop: () => {
      stopped = true;
      unwatch?.();
    },
  };
}
