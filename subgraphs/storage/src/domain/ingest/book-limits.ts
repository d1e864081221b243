/** What one book may cost to read. Every limit is checked before the work that it bounds. */
export interface BookLimits {
  readonly fileBytes: number;
  readonly textBytes: number;
  readonly pages: number;
  readonly zipEntries: number;
  readonly unzippedBytes: number;
  /** Unzipped bytes over zipped bytes, above which an entry is taken for a bomb. */
  readonly zipRatio: number;
}

const MEGABYTE = 1024 * 1024;

export const DEFAULT_BOOK_LIMITS: BookLimits = {
  fileBytes: 64 * MEGABYTE,
  textBytes: 20 * MEGABYTE,
  pages: 3_000,
  zipEntries: 2_000,
  unzippedBytes: 256 * MEGABYTE,
  zipRatio: 200,
};

/** A size as people write it, for refusals. */
export function inMegabytes(bytes: number): string {
  return `${Math.round((bytes / MEGABYTE) * 10) / 10} MB`;
}
