import type { projects } from '@visiobook/db/tables/projects';
import type { Language, ProjectRole } from '@visiobook/schema';
import type { Project, ProjectStatus } from '../domain/project.ts';

/** A project joined with the membership of the person who asks. */
export type VisibleRow = { project: typeof projects.$inferSelect; role: string };

export function toProject({ project, role }: VisibleRow): Project {
  const { accessRevision, activitySeq, status, language, ...rest } = project;
  return {
    ...rest,
    status: status as ProjectStatus,
    language: language as Language | null,
    viewerRole: role as ProjectRole,
  };
}
