import type { Db, Tx } from '@visiobook/db';
import { projectMembers, projects } from '@visiobook/db/tables/projects';
import type { ProjectRole } from '@visiobook/schema';
import { and, asc, count, eq, exists, inArray } from 'drizzle-orm';
import type { ProjectRepository } from '../domain/ports.ts';
import { listVisible } from './list-visible-projects.ts';
import { toProject } from './project-rows.ts';

export function projectRepository(db: Db | Tx): ProjectRepository {
  return {
    async findVisible(ids, userId) {
      const rows = await visible(db, userId, inArray(projects.id, [...ids]));
      return rows.map(toProject);
    },
    listVisible: (...query) => listVisible(db, ...query),
    async membersOf(projectIds) {
      const rows = await db
        .select()
        .from(projectMembers)
        .where(inArray(projectMembers.projectId, [...projectIds]))
        .orderBy(asc(projectMembers.createdAt), asc(projectMembers.userId));
      return rows.map(({ projectId, userId, role, createdAt }) => ({
        projectId,
        userId,
        role: role as ProjectRole,
        joinedAt: createdAt,
      }));
    },
    async countOwned(userId) {
      const [row] = await db.select({ owned: count() }).from(projects).where(eq(projects.ownerId, userId));
      return row?.owned ?? 0;
    },
    async lockVisible(id, userId) {
      const membership = db
        .select({ role: projectMembers.role })
        .from(projectMembers)
        .where(and(eq(projectMembers.projectId, id), eq(projectMembers.userId, userId)));
      const [locked] = await db
        .select({ id: projects.id })
        .from(projects)
        .where(and(eq(projects.id, id), exists(membership)))
        .for('update');
      // Read after the lock was won: what another writer did meanwhile must be seen.
      const [row] = locked ? await visible(db, userId, eq(projects.id, id)) : [];
      return row ? toProject(row) : null;
    },
    async insert({ viewerRole, ...project }) {
      const { id: projectId, ownerId: userId, createdAt } = project;
      await db.insert(projects).values(project);
      await db
        .insert(projectMembers)
        .values({ projectId, userId, role: viewerRole, createdAt, updatedAt: createdAt });
    },
    async update({ id, title, description, language, status, fileId, documentId, version, updatedAt }) {
      await db
        .update(projects)
        .set({ title, description, language, status, fileId, documentId, version, updatedAt })
        .where(eq(projects.id, id));
    },
    async setStatus(id, status, at) {
      await db.update(projects).set({ status, updatedAt: at }).where(eq(projects.id, id));
    },
    async setDocument(id, fileId, documentId) {
      await db
        .update(projects)
        .set({ documentId })
        .where(and(eq(projects.id, id), eq(projects.fileId, fileId)));
    },
    async delete(id) {
      await db.delete(projects).where(eq(projects.id, id));
    },
  };
}

function visible(db: Db | Tx, userId: string, condition: ReturnType<typeof eq>) {
  return db
    .select({ project: projects, role: projectMembers.role })
    .from(projects)
    .innerJoin(projectMembers, eq(projectMembers.projectId, projects.id))
    .where(and(condition, eq(projectMembers.userId, userId)));
}
