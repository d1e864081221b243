import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, link, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ByteStore, StagedBytes } from '../domain/byte-store.ts';
import { UploadTooLong } from '../domain/byte-store.ts';
import { type DiskPaths, syncFolderOf } from './disk-paths.ts';
import { syncAhead } from './sync-ahead.ts';
import { writeStream } from './write-stream.ts';

/** Big enough that a download is not bound by turns of the event loop. */
const READ_CHUNK = 256 * 1024;

/** Contents on a local disk, under `<first two digits>/<sha256>`. */
export function diskByteStore(paths: DiskPaths): ByteStore {
  return {
    async keep({ path, sha256 }) {
      const target = paths.content(sha256);
      await mkdir(dirname(target), { recursive: true });
      await linkOrMove(path, target);
      await syncFolderOf(target);
    },
    async stage(source, limit = Number.POSITIVE_INFINITY) {
      const path = join(paths.temporary, randomUUID());
      const hash = createHash('sha256');
      let byteSize = 0;
      const handle = await open(path, 'wx');
      const sync = syncAhead(handle);
      try {
        await writeStream(handle, 0, source, {
          limit,
          hashes: [hash],
          onWritten: (bytes) => {
            byteSize += bytes;
            sync.wrote(bytes);
          },
          tooLong: () => new UploadTooLong(`More than ${limit} bytes came.`),
        });
        await sync.finish();
      } catch (error) {
        await handle.close();
        await rm(path, { force: true });
        throw error;
      }
      await handle.close();
      return { path, sha256: hash.digest('hex'), byteSize };
    },
    discard: ({ path }: StagedBytes) => rm(path, { force: true }),
    async discardStagedBefore(time) {
      let discarded = 0;
      for (const name of await readdir(paths.temporary)) {
        const path = join(paths.temporary, name);
        const { mtime } = await stat(path).catch(() => ({ mtime: new Date() }));
        if (mtime >= time) continue;
        await rm(path, { force: true });
        discarded++;
      }
      return discarded;
    },
    open: (sha256, range) =>
      createReadStream(paths.content(sha256), { highWaterMark: READ_CHUNK, ...(range ?? {}) }),
    pathOf: (sha256) => paths.content(sha256),
    has: (sha256) =>
      access(paths.content(sha256)).then(
        () => true,
        () => false,
      ),
    async remove(sha256) {
      await rm(paths.content(sha256), { force: true });
      await rm(paths.variants(sha256), { recursive: true, force: true });
    },
    async *list() {
      for (const shard of await readdir(paths.root)) {
        if (!/^[\da-f]{2}$/.test(shard)) continue;
        const names = await readdir(join(paths.root, shard));
        const hashes = names.filter((name) => /^[\da-f]{64}$/.test(name));
        if (hashes.length > 0) yield hashes;
      }
    },
  };
}

/**
 * A second name rather than a move: when the process dies before the row is written, the upload is still there,
 * complete, and is finished later instead of being sent again. Content that is there already is equal by its name.
 */
async function linkOrMove(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    // Some network filesystems have no hard links.
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    await rename(from, to);
  }
}
