import type { StoredFile } from './stored-file.ts';

/** What a decision about a file rests on, besides the file: whether the viewer belongs to a project that uses it. */
export interface FileStanding {
  viewerId: string | null;
  isMember: boolean;
}

/** A file is seen by its owner and by the members of the projects that use it. */
export function maySeeFile(file: Pick<StoredFile, 'ownerId'>, { viewerId, isMember }: FileStanding): boolean {
  return viewerId !== null && (file.ownerId === viewerId || isMember);
}

/** A file is deleted by its owner alone; what the platform made for a project goes with the project. */
export function mayDeleteFile(
  file: Pick<StoredFile, 'ownerId' | 'origin'>,
  viewerId: string,
): 'yes' | 'not-owner' | 'belongs-to-project' {
  if (file.ownerId !== viewerId) return 'not-owner';
  return file.origin === 'UPLOADED' ? 'yes' : 'belongs-to-project';
}
