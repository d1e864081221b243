import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import {
  type AppendOptions,
  ChecksumMismatch,
  type UnfinishedUploads,
  UploadTooLong,
} from '../domain/byte-store.ts';
import type { DiskPaths } from './disk-paths.ts';
import { syncAhead } from './sync-ahead.ts';
import { writeStream } from './write-stream.ts';

/** Running hashes of uploads that this process received from their first byte; others are read again at the end. */
const MAX_RUNNING_HASHES = 1000;

/** Uploads as one growing file each: its length is the offset, also after a crash. */
export function diskUploads(paths: DiskPaths): UnfinishedUploads {
  const running = new Map<string, { hash: Hash; offset: number }>();

  const offset = async (id: string) =>
    stat(paths.upload(id)).then(
      ({ size }) => size,
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null;
        throw error;
      },
    );

  return {
    offset,
    create: (id) => writeFile(paths.upload(id), '', { flag: 'a' }),
    append: async (id, from, source, options) => {
      const hash = hashAt(running, id, from);
      const before = hash?.copy();
      const checksum = options.checksum && createHash(options.checksum.algorithm);
      const handle = await open(paths.upload(id), 'r+');
      const sync = syncAhead(handle);
      let written = 0;
      let failure: unknown;
      try {
        await writeStream(handle, from, source, {
          limit: options.size - from,
          hashes: [hash, checksum].filter((each) => each !== undefined),
          onWritten: (bytes) => {
            written += bytes;
            sync.wrote(bytes);
          },
          tooLong: () => new UploadTooLong(`More than the announced ${options.size} bytes came.`),
        }).catch((error: unknown) => {
          failure = error;
        });
        if (checksum !== undefined && isMismatch(checksum, options))
          failure ??= new ChecksumMismatch('The bytes do not have the checksum sent along.');
        if (failure instanceof UploadTooLong || (checksum !== undefined && failure !== undefined)) {
          // Nothing of a refused request stays, so that the client can send the right bytes from the same offset.
          await handle.truncate(from);
          if (before) remember(running, id, before, from);
          throw failure;
        }
        // Offsets that a client is told of must survive a power cut, or it would never send those bytes again.
        await sync.finish();
      } finally {
        await handle.close();
      }
      if (hash) remember(running, id, hash, from + written);
      if (failure !== undefined) throw failure;
      return from + written;
    },
    async complete(id) {
      const path = paths.upload(id);
      const { size: byteSize } = await stat(path);
      const state = running.get(id);
      running.delete(id);
      const hash = state?.offset === byteSize ? state.hash : await hashFile(path);
      return { path, sha256: hash.digest('hex'), byteSize };
    },
    async remove(id) {
      running.delete(id);
      await rm(paths.upload(id), { force: true });
    },
    list: () => readdir(paths.uploads),
  };
}

/** The hash of the first `offset` bytes, when this process has it. */
function hashAt(running: Map<string, { hash: Hash; offset: number }>, id: string, offset: number) {
  if (offset === 0) return createHash('sha256');
  const state = running.get(id);
  return state?.offset === offset ? state.hash : undefined;
}

function remember(
  running: Map<string, { hash: Hash; offset: number }>,
  id: string,
  hash: Hash,
  offset: number,
): void {
  running.delete(id);
  running.set(id, { hash, offset });
  const oldest = running.keys().next().value;
  if (running.size > MAX_RUNNING_HASHES && oldest !== undefined) running.delete(oldest);
}

async function hashFile(path: string): Promise<Hash> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }))
    hash.update(chunk as Buffer);
  return hash;
}

function isMismatch(hash: Hash, { checksum }: AppendOptions): boolean {
  return hash.digest('base64') !== checksum?.digest;
}
