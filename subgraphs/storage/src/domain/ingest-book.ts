import { Readable } from 'node:stream';
import type { BookDocument, IngestDocument, PayloadOf } from '@visiobook/schema';
import { AppError, idFrom, notFound } from '@visiobook/service';
import type { ByteStore } from './byte-store.ts';
import type { InTransaction, Repositories } from './repositories.ts';
import { countWords, type StoredDocument, summariseChapters } from './stored-document.ts';
import { isReady, type ReadyFile } from './stored-file.ts';

/** Raised when the readers give another text for the same file: documents read before it stay as they are. */
export const INGEST_VERSION = 1;

/** Reads a book's file into prose and chapters, off the request loop. */
export type ReadBook = (
  input: { path: string; fileName: string; mediaType: string },
  signal: AbortSignal,
) => Promise<BookDocument>;

type Job = PayloadOf<typeof IngestDocument>;

interface Needs {
  inTransaction: InTransaction;
  bytes: ByteStore;
  readBook: ReadBook;
}

/**
 * Reads the file of a run into a document and reports it, both in one transaction. The same bytes read by the same
 * version are one document: a repeat finds it and only reports.
 *
 * @returns whether a book was read now
 */
export function ingestBook({ inTransaction, bytes, readBook }: Needs) {
  return async (job: Job, signal: AbortSignal): Promise<boolean> => {
    const file = await inTransaction(async ({ files, access, locks }) => {
      const found = await files.findById(job.fileId);
      if (!found || found.ownerId !== job.ownerId || !isReady(found)) throw notFound('file');
      await locks.project(job.projectId);
      if (await access.isDeleted(job.projectId)) throw notFound('project');
      await files.linkToProject(found.id, job.projectId);
      return found;
    });
    const id = idFrom('document', file.id, file.sha256, INGEST_VERSION);
    const known = await inTransaction(async (repositories) => {
      const [document] = await repositories.documents.findByIds([id]);
      if (document) await reportDone(repositories, job, document);
      return document !== undefined;
    });
    if (known) return false;

    const path = bytes.pathOf(file.sha256);
    const book = await readBook({ path, fileName: file.name, mediaType: file.mediaType }, signal);
    signal.throwIfAborted();
    const staged = await bytes.stage(Readable.from([Buffer.from(JSON.stringify(book))]));
    try {
      await inTransaction(async (repositories) => {
        await repositories.locks.content(staged.sha256);
        if (!(await repositories.files.findById(file.id))) throw notFound('file');
        const document = describe(id, file, book, staged.sha256, staged.byteSize);
        await repositories.documents.insert(document);
        await bytes.keep(staged);
        await reportDone(repositories, job, document);
      });
    } finally {
      await bytes.discard(staged);
    }
    return true;
  };
}

function describe(
  id: string,
  file: ReadyFile,
  book: BookDocument,
  bodySha256: string,
  bodyBytes: number,
): StoredDocument {
  const wordCount = countWords(book.text);
  if (wordCount === 0) throw new AppError('UNSUPPORTED_MEDIA', `${file.name} has no words.`);
  return {
    id,
    fileId: file.id,
    title: book.title,
    authors: book.authors,
    language: book.language,
    wordCount,
    chapters: summariseChapters(book),
    bodySha256,
    bodyBytes,
    createdAt: new Date(),
  };
}

async function reportDone(repositories: Repositories, job: Job, document: StoredDocument): Promise<void> {
  await repositories.reportUnit({
    runId: job.runId,
    stage: 'INGEST',
    unit: 'INGEST',
    state: 'DONE',
    output: {
      kind: 'document',
      documentId: document.id,
      contentHash: document.bodySha256,
      language: document.language,
      title: document.title,
      authors: document.authors,
      wordCount: document.wordCount,
      chapterCount: document.chapters.length,
    },
  });
}
