import type { ByteStore, UnfinishedUploads } from './byte-store.ts';
import type { FinishUpload } from './finish-upload.ts';
import type { InTransaction } from './repositories.ts';
import type { SweepContents } from './sweep-contents.ts';

export interface Swept {
  expiredUploads: number;
  finishedUploads: number;
  strayUploads: number;
  contents: number;
  staged: number;
}

/** Nothing is written for so long. */
const STAGED_LIFETIME_MS = 24 * 3600 * 1000;

interface Needs {
  inTransaction: InTransaction;
  uploads: UnfinishedUploads;
  bytes: ByteStore;
  finishUpload: FinishUpload;
  sweepContents: SweepContents;
  /** True while a request writes to this upload. */
  isBusy(fileId: string): boolean;
}

/**
 * Puts right what a crash or an absent client left: uploads that expired, uploads whose last byte came but were not
 * finished, bytes of uploads without a row, contents without a row.
 */
export function sweep(needs: Needs) {
  const { inTransaction, uploads, bytes, finishUpload, sweepContents, isBusy } = needs;
  return async (now = new Date()): Promise<Swept> => {
    const swept: Swept = { expiredUploads: 0, finishedUploads: 0, strayUploads: 0, contents: 0, staged: 0 };

    // Listed before the rows are read: an upload announced meanwhile must not look like a stray.
    const onDisk = await uploads.list();
    const unfinished = await inTransaction(({ files }) => files.findUnfinishedUploads());
    for (const file of unfinished) {
      if (isBusy(file.id)) continue;
      if ((await uploads.offset(file.id)) === file.byteSize) {
        await finishUpload(file);
        swept.finishedUploads++;
      } else if (file.uploadExpiresAt !== null && file.uploadExpiresAt <= now) {
        await inTransaction(({ files }) => files.deleteByIds([file.id]));
        await uploads.remove(file.id);
        swept.expiredUploads++;
      }
    }
    const known = new Set(unfinished.map(({ id }) => id));
    for (const id of onDisk.filter((id) => !known.has(id) && !isBusy(id))) {
      await uploads.remove(id);
      swept.strayUploads++;
    }
    for await (const hashes of bytes.list()) swept.contents += await sweepContents(hashes);
    swept.staged = await bytes.discardStagedBefore(new Date(now.getTime() - STAGED_LIFETIME_MS));
    return swept;
  };
}
