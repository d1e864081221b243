import { and, eq, inArray, lt, sql } from 'drizzle-orm';
import { integer, type PgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import type { Db, Tx } from './client.ts';
import { instant } from './columns.ts';

export type MemberRole = 'OWNER' | 'EDITOR' | 'VIEWER';

/** Who may see a project, whole, as `project.access-changed` says it. */
export interface ProjectMembers {
  projectId: string;
  revision: number;
  members: readonly { userId: string; role: MemberRole }[];
}

/**
 * The tables with a subgraph's own copy of who may see which project, so that no read asks a second service.
 *
 * @example export const { knownProjects, projectAccess } = projectAccessTables(pgSchema('media'));
 */
export function projectAccessTables(schema: PgSchema) {
  /** The newest revision that came. A deleted project stays, so that an older event cannot bring it back. */
  const knownProjects = schema.table('known_projects', {
    projectId: uuid('project_id').primaryKey(),
    revision: integer('revision').notNull(),
    deletedAt: instant('deleted_at'),
  });
  const projectAccess = schema.table(
    'project_access',
    {
      projectId: uuid('project_id').notNull(),
      userId: uuid('user_id').notNull(),
      role: text('role', { enum: ['OWNER', 'EDITOR', 'VIEWER'] }).notNull(),
    },
    (table) => [primaryKey({ name: 'pk_project_access', columns: [table.projectId, table.userId] })],
  );
  return { knownProjects, projectAccess };
}
export type ProjectAccessTables = ReturnType<typeof projectAccessTables>;

/** Reads and keeps the copy. Call the writing ones inside a transaction. */
export function projectAccessCopy({ knownProjects, projectAccess }: ProjectAccessTables) {
  return {
    /** Takes over a project's members; false when a newer revision, or its deletion, is already known. */
    async replace(tx: Tx, { projectId, revision, members }: ProjectMembers): Promise<boolean> {
      const taken = await tx
        .insert(knownProjects)
        .values({ projectId, revision })
        .onConflictDoUpdate({
          target: knownProjects.projectId,
          set: { revision },
          setWhere: and(lt(knownProjects.revision, revision), sql`${knownProjects.deletedAt} is null`)!,
        })
        .returning({ projectId: knownProjects.projectId });
      if (taken.length === 0) return false;
      await tx.delete(projectAccess).where(eq(projectAccess.projectId, projectId));
      if (members.length > 0) {
        await tx.insert(projectAccess).values(members.map((member) => ({ projectId, ...member })));
      }
      return true;
    },

    /** Forgets who could see a deleted project. */
    async forget(tx: Tx, projectId: string): Promise<void> {
      const deletedAt = new Date();
      await tx
        .insert(knownProjects)
        .values({ projectId, revision: 0, deletedAt })
        .onConflictDoUpdate({ target: knownProjects.projectId, set: { deletedAt } });
      await tx.delete(projectAccess).where(eq(projectAccess.projectId, projectId));
    },

    /** The projects in which a user has a role. */
    async projectsOf(db: Db | Tx, userId: string): Promise<string[]> {
      const rows = await db
        .select({ projectId: projectAccess.projectId })
        .from(projectAccess)
        .where(eq(projectAccess.userId, userId));
      return rows.map(({ projectId }) => projectId);
    },

    /** A user's role in each of the projects in which they have one. */
    async rolesOf(
      db: Db | Tx,
      userId: string,
      projectIds: readonly string[],
    ): Promise<Map<string, MemberRole>> {
      const rows = await db
        .select({ projectId: projectAccess.projectId, role: projectAccess.role })
        .from(projectAccess)
        .where(and(eq(projectAccess.userId, userId), inArray(projectAccess.projectId, [...projectIds])));
      return new Map(rows.map(({ projectId, role }) => [projectId, role]));
    },
  };
}
