import { AppError, notFound } from '@visiobook/service';
import type { UnfinishedUploads } from './byte-store.ts';
import { mayDeleteFile, maySeeFile } from './file-policy.ts';
import type { InTransaction } from './repositories.ts';
import type { SweepContents } from './sweep-contents.ts';

export type DeleteFile = (viewerId: string, fileId: string) => Promise<void>;

interface Needs {
  inTransaction: InTransaction;
  uploads: UnfinishedUploads;
  sweepContents: SweepContents;
}

/** Deletes a file and the documents read from it; its bytes go too unless another file has the same ones. */
export function deleteFile({ inTransaction, uploads, sweepContents }: Needs): DeleteFile {
  return async (viewerId, fileId) => {
    const hashes = await inTransaction(async ({ files, documents }) => {
      const [found] = await files.findWithStanding([fileId], viewerId);
      if (!found || !maySeeFile(found.file, { viewerId, isMember: found.isMember })) throw notFound('file');
      const verdict = mayDeleteFile(found.file, viewerId);
      if (verdict === 'not-owner') throw new AppError('FORBIDDEN', 'Only its owner may delete a file.');
      if (verdict === 'belongs-to-project')
        throw new AppError(
          'CONFLICT',
          'This file was made for a project and goes when the project is deleted.',
        );
      const bodies = await documents.bodiesOf([fileId]);
      await files.deleteByIds([fileId]);
      return [...bodies, ...(found.file.sha256 ? [found.file.sha256] : [])];
    });
    await uploads.remove(fileId);
    await sweepContents(hashes);
  };
}
