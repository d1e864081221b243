import { AppError, notFound } from '@visiobook/service';
import type { ByteStore, StagedBytes } from './byte-store.ts';
import type { InTransaction } from './repositories.ts';
import type { StoredFile } from './stored-file.ts';

export interface GeneratedFile {
  id: string;
  name: string;
  mediaType: string;
  ownerId: string;
  projectId?: string | undefined;
}

export type KeepGeneratedFile = (
  generated: GeneratedFile,
  source: AsyncIterable<Buffer>,
) => Promise<{ id: string; byteSize: number; sha256: string }>;

/**
 * Stores what a service made, under an id that the service chose, so that a repeated job stores it once.
 *
 * @throws AppError CONFLICT when the id has other bytes already, NOT_FOUND when the project is gone.
 */
export function keepGeneratedFile(inTransaction: InTransaction, bytes: ByteStore): KeepGeneratedFile {
  return async (generated, source) => {
    const staged = await bytes.stage(source);
    try {
      await inTransaction(async ({ files, access, locks }) => {
        if (generated.projectId !== undefined) {
          await locks.project(generated.projectId);
          if (await access.isDeleted(generated.projectId)) throw notFound('project');
        }
        await locks.content(staged.sha256);
        const isNew = await files.insertOnce(rowOf(generated, staged));
        if (!isNew) {
          const existing = await files.findById(generated.id);
          if (existing?.sha256 !== staged.sha256)
            throw new AppError('CONFLICT', `File ${generated.id} exists with other bytes.`);
        }
        if (generated.projectId !== undefined) await files.linkToProject(generated.id, generated.projectId);
        await bytes.keep(staged);
      });
    } finally {
      await bytes.discard(staged);
    }
    return { id: generated.id, byteSize: staged.byteSize, sha256: staged.sha256 };
  };
}

function rowOf({ id, name, mediaType, ownerId }: GeneratedFile, staged: StagedBytes): StoredFile {
  return {
    id,
    ownerId,
    origin: 'GENERATED',
    name,
    mediaType,
    byteSize: staged.byteSize,
    status: 'READY',
    declaredSha256: null,
    sha256: staged.sha256,
    failure: null,
    uploadExpiresAt: null,
    createdAt: new Date(),
  };
}
