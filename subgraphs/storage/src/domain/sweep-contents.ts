import type { ByteStore } from './byte-store.ts';
import type { InTransaction } from './repositories.ts';

/** Deletes those of the contents that no row refers to. */
export type SweepContents = (hashes: readonly string[]) => Promise<number>;

export function sweepContents(inTransaction: InTransaction, bytes: ByteStore): SweepContents {
  return async (hashes) => {
    let removed = 0;
    const candidates = await inTransaction(({ blobs }) => blobs.unreferenced(hashes));
    for (const sha256 of candidates) {
      // Asked again under the lock: an upload of the same bytes may have finished since.
      removed += await inTransaction(async ({ blobs, locks }) => {
        await locks.content(sha256);
        const [orphan] = await blobs.unreferenced([sha256]);
        if (orphan === undefined) return 0;
        await bytes.remove(orphan);
        return 1;
      });
    }
    return removed;
  };
}
