import type { Language } from '@visiobook/schema';
import { AppError } from '@visiobook/service';
import { activityTopic, type Deps } from './ports.ts';
import type { Project } from './project.ts';
import { requireMay } from './project-policy.ts';

export interface ProjectChange {
  id: string;
  /** The version that the caller read. */
  version: number;
  title?: string | undefined;
  description?: string | undefined;
  /** Null takes the language back. */
  language?: Language | null | undefined;
}

/** Changes a project's words. @throws AppError CONFLICT when it has changed since the caller read it. */
export async function updateProject(deps: Deps, userId: string, change: ProjectChange): Promise<Project> {
  const project = await deps.transaction(async ({ projects, activity }) => {
    const current = requireMay(await projects.lockVisible(change.id, userId), 'project:update');
    if (current.version !== change.version) {
      throw new AppError('CONFLICT', 'The project has changed since you read it.', {
        current: current.version,
        yours: change.version,
      });
    }
    const next: Project = {
      ...current,
      title: change.title ?? current.title,
      description: change.description ?? current.description,
      language: change.language === undefined ? current.language : change.language,
      version: current.version + 1,
      updatedAt: new Date(),
    };
    await projects.update(next);
    await activity.append({
      projectId: next.id,
      kind: 'PROJECT_UPDATED',
      message: `“${next.title}” was edited.`,
      actorId: userId,
      at: next.updatedAt,
    });
    return next;
  });
  await deps.wake(activityTopic(project.id));
  deps.count('project_updated');
  return project;
}
