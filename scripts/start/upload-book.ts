import { createReadStream } from 'node:fs';
import { Upload } from 'tus-js-client';
import type { BookFile } from './arguments.ts';
import type { GraphClient } from './graph-client.ts';
import { readOperation } from './operations.ts';
import { Refusal } from './refusal.ts';

/**
 * Uploads a book through the gateway by tus, going on where it stopped after a lost connection.
 *
 * @returns the file's id
 */
export async function uploadBook(
  client: GraphClient,
  book: BookFile,
  onBytes: (sent: number) => void,
): Promise<string> {
  const { createUpload } = await client.ask<{
    createUpload: { upload: { url: string }; file: { id: string } };
  }>(readOperation('create-upload'), {
    input: { fileName: book.name, mediaType: book.mediaType, byteSize: String(book.byteSize) },
  });
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(createReadStream(book.path), {
      uploadUrl: createUpload.upload.url,
      uploadSize: book.byteSize,
      chunkSize: 8 * 1024 * 1024,
      retryDelays: [0, 500, 1000, 3000, 5000, 10_000],
      storeFingerprintForResuming: false,
      onProgress: onBytes,
      onSuccess: () => resolve(),
      onError: (error) => reject(new Refusal(`${book.name} could not be uploaded: ${error.message}`)),
    });
    upload.start();
  });
  return createUpload.file.id;
}
