import type { ByteStore, UnfinishedUploads } from './byte-store.ts';
import type { InTransaction } from './repositories.ts';
import type { StoredFile } from './stored-file.ts';

export type FinishUpload = (file: StoredFile) => Promise<'READY' | 'FAILED' | 'GONE'>;

interface Needs {
  inTransaction: InTransaction;
  uploads: UnfinishedUploads;
  bytes: ByteStore;
}

/**
 * Turns an upload whose last byte is here into a file. The order is what makes a crash harmless: bytes are synced,
 * then renamed into place, then the row says READY. Dying in between leaves either the upload, which the next
 * request or the sweeper finishes, or bytes that nothing refers to, which the sweeper deletes.
 */
export function finishUpload({ inTransaction, uploads, bytes }: Needs): FinishUpload {
  return async (file) => {
    const staged = await uploads.complete(file.id);
    if (file.declaredSha256 !== null && file.declaredSha256 !== staged.sha256) {
      const failure = `The bytes that came have the SHA-256 ${staged.sha256}, announced was ${file.declaredSha256}.`;
      const marked = await inTransaction(({ files }) => files.markFailed(file.id, failure));
      await uploads.remove(file.id);
      return marked ? 'FAILED' : 'GONE';
    }
    const marked = await inTransaction(async ({ files, locks }) => {
      await locks.content(staged.sha256);
      const isThere = await files.markReady(file.id, staged.sha256);
      // Deleted meanwhile: the bytes stay where the sweeper finds them.
      if (isThere) await bytes.keep(staged);
      return isThere;
    });
    await uploads.remove(file.id);
    return marked ? 'READY' : 'GONE';
  };
}
