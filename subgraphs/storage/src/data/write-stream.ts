import type { Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

const BATCH = 1024 * 1024;

/**
 * Writes a stream at `position`, a mebibyte at a time, while the next one arrives, and hashes it on the way. What
 * came before the source failed is written too; `onWritten` hears of each batch that is in the file.
 */
export async function writeStream(
  handle: FileHandle,
  position: number,
  source: AsyncIterable<Buffer>,
  options: { limit: number; hashes: readonly Hash[]; onWritten(bytes: number): void; tooLong(): Error },
): Promise<void> {
  let batch: Buffer[] = [];
  let batched = 0;
  let taken = 0;
  let at = position;
  let writing: Promise<void> = Promise.resolve();
  const flush = async () => {
    const chunks = batch;
    const length = batched;
    batch = [];
    batched = 0;
    await writing;
    if (length === 0) return;
    writing = writeAll(handle, chunks, length, at).then(() => options.onWritten(length));
    at += length;
    // Somebody awaits it at the next turn; until then a failure must not count as unhandled.
    writing.catch(() => {});
  };
  try {
    for await (const chunk of source) {
      const room = options.limit - taken;
      const kept = chunk.length > room ? chunk.subarray(0, room) : chunk;
      for (const hash of options.hashes) hash.update(kept);
      batch.push(kept);
      batched += kept.length;
      taken += kept.length;
      if (kept.length < chunk.length) throw options.tooLong();
      if (batched >= BATCH) await flush();
    }
  } finally {
    await flush();
    await writing;
  }
}

async function writeAll(handle: FileHandle, chunks: Buffer[], length: number, position: number) {
  const { bytesWritten } = await handle.writev(chunks, position);
  if (bytesWritten === length) return;
  // A short write happens when the disk is nearly full or a signal came: the rest goes in one piece.
  const rest = Buffer.concat(chunks).subarray(bytesWritten);
  for (let done = 0; done < rest.length; ) {
    const more = await handle.write(rest, done, rest.length - done, position + bytesWritten + done);
    done += more.bytesWritten;
  }
}
