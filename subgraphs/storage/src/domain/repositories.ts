import type { ProjectRole, UnitReported } from '@visiobook/schema';
import type { PageRequest } from '@visiobook/service';
import type { z } from 'zod';
import type { StoredDocument } from './stored-document.ts';
import type { FileOrigin, FileStatus, StoredFile } from './stored-file.ts';

export interface FileFilter {
  projectId?: string | undefined;
  ownerId?: string | undefined;
  status?: FileStatus | undefined;
  origin?: FileOrigin | undefined;
  mediaTypePrefix?: string | undefined;
}

export interface FileRepository {
  findById(id: string): Promise<StoredFile | undefined>;
  /** Those of `ids` that exist, each with whether `viewerId` is a member of a project that uses it. */
  findWithStanding(
    ids: readonly string[],
    viewerId: string,
  ): Promise<{ file: StoredFile; isMember: boolean }[]>;
  /** One page, newest first, and how many there are in all. */
  list(filter: FileFilter, page: PageRequest): Promise<{ rows: StoredFile[]; totalCount: number }>;
  /** Bytes of uploads that count against a person's quota: stored ones and announced ones. */
  uploadedBytes(ownerId: string): Promise<number>;
  insert(file: StoredFile): Promise<void>;
  /** @returns false when a file with this id is there already; nothing is changed then. */
  insertOnce(file: StoredFile): Promise<boolean>;
  linkToProject(fileId: string, projectId: string): Promise<void>;
  markReady(id: string, sha256: string): Promise<boolean>;
  markFailed(id: string, failure: string): Promise<boolean>;
  /** @returns the deleted rows. */
  deleteByIds(ids: readonly string[]): Promise<StoredFile[]>;
  findUnfinishedUploads(): Promise<StoredFile[]>;
  /** Generated files that no project but this one uses. */
  findGeneratedOnlyFor(projectId: string): Promise<StoredFile[]>;
}

export interface DocumentRepository {
  findByIds(ids: readonly string[]): Promise<StoredDocument[]>;
  /** Hashes of the texts of the documents that were read from these files. */
  bodiesOf(fileIds: readonly string[]): Promise<string[]>;
  /** Keeps the first of two documents with one id. */
  insert(document: StoredDocument): Promise<void>;
}

export interface AccessRepository {
  isMember(projectId: string, userId: string): Promise<boolean>;
  isDeleted(projectId: string): Promise<boolean>;
  /** Replaces a project's members unless a newer revision is here. */
  replaceMembers(
    projectId: string,
    revision: number,
    members: readonly { userId: string; role: ProjectRole }[],
  ): Promise<void>;
  /** Forgets the members and remembers that the project is gone, so that late events cannot bring it back. */
  markDeleted(projectId: string): Promise<void>;
  unlinkFiles(projectId: string): Promise<void>;
}

export interface BlobReferences {
  /** Those of `hashes` that neither a file nor a document refers to. */
  unreferenced(hashes: readonly string[]): Promise<string[]>;
  /** Bytes of all contents, each counted once. */
  totalBytes(): Promise<number>;
}

/** Held until the transaction ends, in every process. */
export interface Locks {
  /** A content must not be deleted while it is taken into use. */
  content(sha256: string): Promise<void>;
  /** A person's quota must not be given out twice at the same time. */
  owner(ownerId: string): Promise<void>;
  /** Nothing may be stored for a project while it is being forgotten. */
  project(projectId: string): Promise<void>;
}

export interface Repositories {
  files: FileRepository;
  documents: DocumentRepository;
  access: AccessRepository;
  blobs: BlobReferences;
  locks: Locks;
  /** Sent exactly when the transaction commits; at once outside of one. */
  reportUnit(report: z.input<typeof UnitReported.payload>): Promise<void>;
}

/** Runs `body` with repositories that share one transaction: all of it happens, or nothing. */
export type InTransaction = <T>(body: (repositories: Repositories) => Promise<T>) => Promise<T>;
