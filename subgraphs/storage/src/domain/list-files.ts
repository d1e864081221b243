import { type Connection, notFound, type PageArgs, readPage, toConnection } from '@visiobook/service';
import { fileCursor } from './file-cursor.ts';
import type { FileFilter, Repositories } from './repositories.ts';
import type { StoredFile } from './stored-file.ts';

export type ListFiles = (
  viewerId: string,
  filter: Omit<FileFilter, 'ownerId'>,
  page: PageArgs,
) => Promise<Connection<StoredFile>>;

/** The viewer's own files or, for a project's members, those that the project uses. */
export function listFiles({ files, access }: Pick<Repositories, 'files' | 'access'>): ListFiles {
  return async (viewerId, filter, args) => {
    const page = readPage(args);
    if (filter.projectId !== undefined && !(await access.isMember(filter.projectId, viewerId)))
      throw notFound('project');
    const whose = filter.projectId === undefined ? { ownerId: viewerId } : {};
    const { rows, totalCount } = await files.list({ ...filter, ...whose }, page);
    return toConnection(rows, page, totalCount, fileCursor);
  };
}
