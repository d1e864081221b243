import { documents, fileProjects, files, projectAccess, projects } from '@visiobook/db/tables/storage';
import type { StoredFile } from '../domain/stored-file.ts';

export { documents, fileProjects, files, projectAccess, projects };

/** The columns of a file that the domain knows. */
export const fileColumns = {
  id: files.id,
  ownerId: files.ownerId,
  origin: files.origin,
  name: files.name,
  mediaType: files.mediaType,
  byteSize: files.byteSize,
  status: files.status,
  declaredSha256: files.declaredSha256,
  sha256: files.sha256,
  failure: files.failure,
  uploadExpiresAt: files.uploadExpiresAt,
  createdAt: files.createdAt,
} satisfies Record<keyof StoredFile, unknown>;
