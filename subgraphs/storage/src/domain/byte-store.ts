import type { Readable } from 'node:stream';
import type { ByteRange } from './byte-range.ts';

/** Bytes that lie in a temporary place, hashed and safely on disk, and can be taken into the store. */
export interface StagedBytes {
  path: string;
  sha256: string;
  byteSize: number;
}

/** Contents by the SHA-256 of their bytes. */
export interface ByteStore {
  /** Moves staged bytes to their place, over equal ones that may be there. */
  keep(staged: StagedBytes): Promise<void>;
  /** Writes a stream to a temporary place. */
  stage(source: AsyncIterable<Buffer>, limit?: number): Promise<StagedBytes>;
  discard(staged: StagedBytes): Promise<void>;
  open(sha256: string, range?: ByteRange): Readable;
  pathOf(sha256: string): string;
  has(sha256: string): Promise<boolean>;
  remove(sha256: string): Promise<void>;
  /** Deletes staged bytes of processes that died. */
  discardStagedBefore(time: Date): Promise<number>;
  /** Hashes of everything stored, a folder at a time. */
  list(): AsyncIterable<string[]>;
}

/** Uploads that are not complete yet, by file id. */
export interface UnfinishedUploads {
  create(id: string): Promise<void>;
  /** How many bytes are safely here; null when there is no such upload. */
  offset(id: string): Promise<number | null>;
  /**
   * Appends from `offset`, keeps what came when the source ends early, and resolves to the new offset.
   *
   * @throws UploadTooLong when more comes than fits into `size`
   * @throws ChecksumMismatch when `checksum` is not that of what came; nothing of it is kept
   */
  append(id: string, offset: number, source: AsyncIterable<Buffer>, options: AppendOptions): Promise<number>;
  /** Hashes the whole and makes it ready for {@link ByteStore.keep}. */
  complete(id: string): Promise<StagedBytes>;
  remove(id: string): Promise<void>;
  list(): Promise<string[]>;
}

export interface AppendOptions {
  /** Bytes of the whole upload. */
  size: number;
  checksum?: { algorithm: 'sha1' | 'sha256' | 'md5'; digest: string } | undefined;
}

export class UploadTooLong extends Error {
  override readonly name = 'UploadTooLong';
}

export class ChecksumMismatch extends Error {
  override readonly name = 'ChecksumMismatch';
}
