import type { Db, Tx } from '@visiobook/db';
import { and, asc, desc, eq, exists, inArray, like, ne, notExists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { readFileCursor } from '../domain/file-cursor.ts';
import type { FileFilter, FileRepository } from '../domain/repositories.ts';
import { fileColumns, fileProjects, files, projectAccess } from './file-rows.ts';

export function fileRepository(db: Db | Tx): FileRepository {
  const usedBy = (projectId: string) =>
    exists(
      db
        .select({ one: sql`1` })
        .from(fileProjects)
        .where(and(eq(fileProjects.fileId, files.id), eq(fileProjects.projectId, projectId))),
    );
  const conditionsOf = (filter: FileFilter): (SQL | undefined)[] => [
    filter.ownerId ? eq(files.ownerId, filter.ownerId) : undefined,
    filter.projectId ? usedBy(filter.projectId) : undefined,
    filter.status ? eq(files.status, filter.status) : undefined,
    filter.origin ? eq(files.origin, filter.origin) : undefined,
    filter.mediaTypePrefix
      ? like(files.mediaType, `${filter.mediaTypePrefix.replace(/[\\%_]/g, '\\$&')}%`)
      : undefined,
  ];
  return {
    async findById(id) {
      const [row] = await db.select(fileColumns).from(files).where(eq(files.id, id));
      return row;
    },
    async findWithStanding(ids, viewerId) {
      const member = db
        .select({ one: sql`1` })
        .from(fileProjects)
        .innerJoin(projectAccess, eq(projectAccess.projectId, fileProjects.projectId))
        .where(and(eq(fileProjects.fileId, files.id), eq(projectAccess.userId, viewerId)));
      const rows = await db
        .select({ ...fileColumns, isMember: sql<boolean>`exists ${member}` })
        .from(files)
        .where(inArray(files.id, [...ids]));
      return rows.map(({ isMember, ...file }) => ({ file, isMember }));
    },
    async list(filter, { cursor, direction, limit }) {
      const conditions = conditionsOf(filter);
      const backward = direction === 'backward';
      const place = cursor === null ? undefined : readFileCursor(cursor);
      const beyond =
        place &&
        sql`(${files.createdAt}, ${files.id}) ${sql.raw(backward ? '>' : '<')} (${place.createdAt.toISOString()}::timestamptz, ${place.id}::uuid)`;
      const order = backward ? asc : desc;
      const [rows, totalCount] = await Promise.all([
        db
          .select(fileColumns)
          .from(files)
          .where(and(...conditions, beyond))
          .orderBy(order(files.createdAt), order(files.id))
          .limit(limit + 1),
        db.$count(files, and(...conditions)),
      ]);
      return { rows, totalCount };
    },
    async uploadedBytes(ownerId) {
      const [row] = await db
        .select({ total: sql<string>`coalesce(sum(${files.byteSize}), 0)` })
        .from(files)
        .where(and(eq(files.ownerId, ownerId), eq(files.origin, 'UPLOADED'), ne(files.status, 'FAILED')));
      return Number(row?.total ?? 0);
    },
    async insert(file) {
      await db.insert(files).values(file);
    },
    async insertOnce(file) {
      const inserted = await db.insert(files).values(file).onConflictDoNothing().returning({ id: files.id });
      return inserted.length === 1;
    },
    async linkToProject(fileId, projectId) {
      await db.insert(fileProjects).values({ fileId, projectId }).onConflictDoNothing();
    },
    async markReady(id, sha256) {
      const changed = await db
        .update(files)
        .set({ status: 'READY', sha256, uploadExpiresAt: null, version: sql`${files.version} + 1` })
        .where(and(eq(files.id, id), eq(files.status, 'UPLOADING')))
        .returning({ id: files.id });
      return changed.length === 1;
    },
    async markFailed(id, failure) {
      const changed = await db
        .update(files)
        .set({ status: 'FAILED', failure, uploadExpiresAt: null, version: sql`${files.version} + 1` })
        .where(and(eq(files.id, id), eq(files.status, 'UPLOADING')))
        .returning({ id: files.id });
      return changed.length === 1;
    },
    deleteByIds: async (ids) =>
      ids.length === 0
        ? []
        : db
            .delete(files)
            .where(inArray(files.id, [...ids]))
            .returning(fileColumns),
    findUnfinishedUploads: async () =>
      db.select(fileColumns).from(files).where(eq(files.status, 'UPLOADING')),
    async findGeneratedOnlyFor(projectId) {
      const other = alias(fileProjects, 'other');
      const usedElsewhere = db
        .select({ one: sql`1` })
        .from(other)
        .where(and(eq(other.fileId, files.id), ne(other.projectId, projectId)));
      return db
        .select(fileColumns)
        .from(files)
        .where(and(eq(files.origin, 'GENERATED'), usedBy(projectId), notExists(usedElsewhere)));
    },
  };
}
