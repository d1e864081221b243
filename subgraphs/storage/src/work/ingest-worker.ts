import { parentPort, workerData } from 'node:worker_threads';
import { BookRefused } from '../domain/ingest/book-refused.ts';
import { readBook } from '../domain/ingest/read-book.ts';
import type { IngestReply, IngestRequest } from './ingest-types.ts';

// One thread reads one book and ends: a hostile file leaves nothing behind for the next.
const reply = await answer(workerData as IngestRequest);
parentPort?.postMessage(reply);

async function answer(request: IngestRequest): Promise<IngestReply> {
  try {
    return { kind: 'read', document: await readBook(request) };
  } catch (error) {
    if (error instanceof BookRefused)
      return { kind: 'refused', reason: error.reason, message: error.message };
    const { message, stack } = error instanceof Error ? error : new Error(String(error));
    return { kind: 'failed', message, stack };
  }
}
