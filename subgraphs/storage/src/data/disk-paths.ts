import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Where things lie under FILES_DIR; all on one filesystem, so that moves between them are atomic. */
export interface DiskPaths {
  content(sha256: string): string;
  upload(fileId: string): string;
  uploads: string;
  temporary: string;
  variants(sha256: string): string;
  root: string;
}

export async function diskPaths(root: string): Promise<DiskPaths> {
  const paths: DiskPaths = {
    root,
    uploads: join(root, 'uploads'),
    temporary: join(root, 'temporary'),
    content: (sha256) => join(root, sha256.slice(0, 2), sha256),
    upload: (fileId) => join(root, 'uploads', fileId),
    variants: (sha256) => join(root, 'variants', sha256.slice(0, 2), sha256),
  };
  await mkdir(paths.uploads, { recursive: true });
  await mkdir(paths.temporary, { recursive: true });
  return paths;
}

/** Makes a file's name survive a power cut; its bytes are synced by whoever wrote them. */
export async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
