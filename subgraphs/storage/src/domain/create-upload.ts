import { AppError, newId } from '@visiobook/service';
import { ACCEPTED_MEDIA, acceptedMediaType, isPlainFileName } from './accepted-media.ts';
import type { UnfinishedUploads } from './byte-store.ts';
import type { InTransaction } from './repositories.ts';
import type { StoredFile } from './stored-file.ts';

export interface UploadLimits {
  maxBytes: number;
  quotaBytes: number;
  lifetimeSeconds: number;
}

export interface AnnouncedFile {
  fileName: string;
  mediaType: string;
  byteSize: number;
  sha256?: string | null | undefined;
}

export type CreateUpload = (ownerId: string, announced: AnnouncedFile) => Promise<StoredFile>;

interface Needs {
  inTransaction: InTransaction;
  uploads: UnfinishedUploads;
  limits: UploadLimits;
}

/** Checks an announced file against what is accepted and the owner's quota, and opens a place for its bytes. */
export function createUpload({ inTransaction, uploads, limits }: Needs): CreateUpload {
  return async (ownerId, announced) => {
    const mediaType = checkAnnounced(announced, limits.maxBytes);
    const now = new Date();
    const file: StoredFile = {
      id: newId(now.getTime()),
      ownerId,
      origin: 'UPLOADED',
      name: announced.fileName,
      mediaType,
      byteSize: announced.byteSize,
      status: 'UPLOADING',
      declaredSha256: announced.sha256?.toLowerCase() ?? null,
      sha256: null,
      failure: null,
      uploadExpiresAt: new Date(now.getTime() + limits.lifetimeSeconds * 1000),
      createdAt: now,
    };
    await inTransaction(async ({ files, locks }) => {
      await locks.owner(ownerId);
      const used = await files.uploadedBytes(ownerId);
      if (used + file.byteSize > limits.quotaBytes) {
        throw new AppError(
          'QUOTA_EXCEEDED',
          `Your files take ${used} of ${limits.quotaBytes} bytes; ${file.byteSize} more do not fit. Delete some first.`,
          { used, quota: limits.quotaBytes, wanted: file.byteSize },
        );
      }
      await files.insert(file);
    });
    // After the row: a place without a row would be swept, a row without a place is made good by the first request.
    await uploads.create(file.id);
    return file;
  };
}

function checkAnnounced({ fileName, mediaType, byteSize, sha256 }: AnnouncedFile, maxBytes: number): string {
  const fields: Record<string, string[]> = {};
  if (!isPlainFileName(fileName))
    fields.fileName = ['A file name has 1 to 255 characters, none of them a slash or a control character.'];
  if (!Number.isSafeInteger(byteSize) || byteSize < 1 || byteSize > maxBytes)
    fields.byteSize = [`A file has 1 to ${maxBytes} bytes.`];
  if (sha256 != null && !/^[\da-f]{64}$/i.test(sha256))
    fields.sha256 = ['A SHA-256 has 64 hexadecimal digits.'];
  if (Object.keys(fields).length > 0)
    throw new AppError('BAD_USER_INPUT', Object.values(fields).flat().join(' '), { fields });
  const accepted = acceptedMediaType(mediaType, fileName);
  if (accepted === null)
    throw new AppError(
      'UNSUPPORTED_MEDIA',
      `${fileName} (${mediaType || 'no type'}) cannot be read as a book. ${ACCEPTED_MEDIA}`,
      { mediaType },
    );
  return accepted;
}
