import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** Copies of assets and finished film segments on this machine. All of it can be made again. */
export interface WorkFolder {
  /** Where a project's film segments stay. */
  filmFolder(projectId: string): string;
  /** Keeps bytes that were just made, so that rendering need not fetch them. */
  keep(projectId: string, name: string, bytes: Buffer): Promise<void>;
  /** The path of a copy, fetched when it is not here. */
  copyOf(projectId: string, name: string, fetch: () => Promise<NodeJS.ReadableStream>): Promise<string>;
  /** Deletes what a stopped render left half written, but nothing that is being written now. */
  sweepParts(projectId: string): Promise<void>;
  forget(projectId: string): Promise<void>;
  /** Deletes the folders of projects for which nothing was rendered lately. */
  sweep(): Promise<void>;
}

const BEING_WRITTEN_MS = 60_000;
const DAY_MS = 24 * 3600 * 1000;
const PART = '.part';
const PROJECT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function createWorkFolder({ folder, keepDays }: { folder: string; keepDays: number }): WorkFolder {
  const projectFolder = (projectId: string) => join(folder, projectId);
  const assetFolder = async (projectId: string) => {
    const path = join(projectFolder(projectId), 'assets');
    await mkdir(path, { recursive: true });
    return path;
  };
  const filmFolder = (projectId: string) => join(projectFolder(projectId), 'film');
  /** A file appears under its name only when it is whole. */
  const putWhole = async (path: string, write: (part: string) => Promise<void>) => {
    const part = `${path}.${randomUUID()}${PART}`;
    try {
      await write(part);
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  };

  return {
    filmFolder,
    async keep(projectId, name, bytes) {
      const path = join(await assetFolder(projectId), name);
      await putWhole(path, (part) => writeFile(part, bytes));
    },
    async copyOf(projectId, name, fetch) {
      const path = join(await assetFolder(projectId), name);
      const now = new Date();
      await utimes(projectFolder(projectId), now, now);
      if (!(await exists(path))) {
        await putWhole(path, async (part) => pipeline(await fetch(), createWriteStream(part)));
      }
      return path;
    },
    async sweepParts(projectId) {
      const films = filmFolder(projectId);
      const names = await readdir(films).catch(() => []);
      for (const name of names.filter((file) => file.includes(PART))) {
        const path = join(films, name);
        const age = await stat(path).then(
          ({ mtimeMs }) => Date.now() - mtimeMs,
          () => 0,
        );
        if (age > BEING_WRITTEN_MS) await rm(path, { force: true });
      }
    },
    forget: (projectId) => rm(projectFolder(projectId), { recursive: true, force: true }),
    async sweep() {
      const names = await readdir(folder).catch(() => []);
      // Only what this service put here: the folder may be shared.
      for (const name of names.filter((file) => PROJECT.test(file))) {
        const path = join(folder, name);
        const age = await stat(path).then(
          ({ mtimeMs }) => Date.now() - mtimeMs,
          () => 0,
        );
        if (age > keepDays * DAY_MS) await rm(path, { recursive: true, force: true });
      }
    },
  };
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
