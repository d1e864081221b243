import type { Db, Tx } from '@visiobook/db';
import { inArray } from 'drizzle-orm';
import type { DocumentRepository } from '../domain/repositories.ts';
import type { StoredDocument } from '../domain/stored-document.ts';
import { documents } from './file-rows.ts';

const columns = {
  id: documents.id,
  fileId: documents.fileId,
  title: documents.title,
  authors: documents.authors,
  language: documents.language,
  wordCount: documents.wordCount,
  chapters: documents.chapters,
  bodySha256: documents.bodySha256,
  bodyBytes: documents.bodyBytes,
  createdAt: documents.createdAt,
} satisfies Record<keyof StoredDocument, unknown>;

export function documentRepository(db: Db | Tx): DocumentRepository {
  return {
    findByIds: async (ids) =>
      db
        .select(columns)
        .from(documents)
        .where(inArray(documents.id, [...ids])),
    async bodiesOf(fileIds) {
      const rows = await db
        .select({ sha256: documents.bodySha256 })
        .from(documents)
        .where(inArray(documents.fileId, [...fileIds]));
      return rows.map(({ sha256 }) => sha256);
    },
    async insert(document) {
      await db.insert(documents).values(document).onConflictDoNothing();
    },
  };
}
