import type { Db, Tx } from '@visiobook/db';
import { and, eq, sql } from 'drizzle-orm';
import type { AccessRepository } from '../domain/repositories.ts';
import { fileProjects, projectAccess, projects } from './file-rows.ts';

export function accessRepository(db: Db | Tx): AccessRepository {
  return {
    async isMember(projectId, userId) {
      const rows = await db
        .select({ role: projectAccess.role })
        .from(projectAccess)
        .where(and(eq(projectAccess.projectId, projectId), eq(projectAccess.userId, userId)));
      return rows.length > 0;
    },
    async isDeleted(projectId) {
      const [row] = await db
        .select({ deleted: projects.deleted })
        .from(projects)
        .where(eq(projects.projectId, projectId));
      return row?.deleted ?? false;
    },
    async replaceMembers(projectId, revision, members) {
      // The row of the project is the lock: of two events at once, the second sees what the first wrote.
      const newer = await db
        .insert(projects)
        .values({ projectId, revision })
        .onConflictDoUpdate({
          target: projects.projectId,
          set: { revision },
          setWhere: sql`${projects.revision} < ${revision} and not ${projects.deleted}`,
        })
        .returning({ projectId: projects.projectId });
      if (newer.length === 0) return;
      await db.delete(projectAccess).where(eq(projectAccess.projectId, projectId));
      if (members.length > 0)
        await db
          .insert(projectAccess)
          .values(members.map(({ userId, role }) => ({ projectId, userId, role })));
    },
    async markDeleted(projectId) {
      await db
        .insert(projects)
        .values({ projectId, revision: 0, deleted: true })
        .onConflictDoUpdate({ target: projects.projectId, set: { deleted: true } });
      await db.delete(projectAccess).where(eq(projectAccess.projectId, projectId));
    },
    async unlinkFiles(projectId) {
      await db.delete(fileProjects).where(eq(fileProjects.projectId, projectId));
    },
  };
}
