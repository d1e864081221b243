export type FileStatus = 'UPLOADING' | 'READY' | 'FAILED';
export type FileOrigin = 'UPLOADED' | 'GENERATED';

/** A file as storage knows it; its bytes, once READY, lie under `sha256`. */
export interface StoredFile {
  id: string;
  ownerId: string;
  origin: FileOrigin;
  name: string;
  mediaType: string;
  byteSize: number;
  status: FileStatus;
  declaredSha256: string | null;
  sha256: string | null;
  failure: string | null;
  uploadExpiresAt: Date | null;
  createdAt: Date;
}

/** A file whose bytes are here. */
export type ReadyFile = StoredFile & { status: 'READY'; sha256: string };

export function isReady(file: StoredFile): file is ReadyFile {
  return file.status === 'READY' && file.sha256 !== null;
}
