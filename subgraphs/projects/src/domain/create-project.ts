import { type Language, ProjectAccessChanged } from '@visiobook/schema';
import { AppError, newId } from '@visiobook/service';
import type { Deps, Stores } from './ports.ts';
import { MAX_PROJECTS_A_USER, type Project } from './project.ts';

export interface NewProject {
  title: string;
  description?: string | undefined;
  language?: Language | null | undefined;
  fileId?: string | null;
}

/** Opens a project for its owner. @throws AppError QUOTA_EXCEEDED beyond the number that one person may own. */
export async function createProject(deps: Deps, ownerId: string, input: NewProject): Promise<Project> {
  const project = await deps.transaction((stores) => openProject(stores, ownerId, input));
  deps.count('project_created');
  return project;
}

/** The part of it that runs in a caller's transaction. */
export async function openProject(stores: Stores, ownerId: string, input: NewProject): Promise<Project> {
  if ((await stores.projects.countOwned(ownerId)) >= MAX_PROJECTS_A_USER) {
    throw new AppError('QUOTA_EXCEEDED', `One person may own ${MAX_PROJECTS_A_USER} projects.`, {
      limit: MAX_PROJECTS_A_USER,
    });
  }
  const now = new Date();
  const project: Project = {
    id: newId(),
    ownerId,
    title: input.title,
    description: input.description ?? '',
    language: input.language ?? null,
    status: input.fileId ? 'READY' : 'DRAFT',
    fileId: input.fileId ?? null,
    documentId: null,
    version: 1,
    createdAt: now,
    updatedAt: now,
    viewerRole: 'OWNER',
  };
  await stores.projects.insert(project);
  await stores.activity.append({
    projectId: project.id,
    kind: 'PROJECT_CREATED',
    message: `“${project.title}” was opened.`,
    actorId: ownerId,
    at: now,
  });
  await stores.outbox.publish(ProjectAccessChanged, {
    projectId: project.id,
    revision: 1,
    members: [{ userId: ownerId, role: 'OWNER' }],
  });
  return project;
}
