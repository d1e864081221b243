import type { BookDocument } from '@visiobook/schema';
import type { RefusalReason } from '../domain/ingest/book-refused.ts';
import type { ReadBookInput } from '../domain/ingest/read-book.ts';

/** Plain data between the request loop and the thread that reads books. */
export type IngestRequest = ReadBookInput;

export type IngestReply =
  | { readonly kind: 'read'; readonly document: BookDocument }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string | undefined };
