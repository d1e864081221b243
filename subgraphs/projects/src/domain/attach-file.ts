import { activityTopic, type Deps } from './ports.ts';
import type { Project } from './project.ts';
import { requireMay } from './project-policy.ts';

/**
 * Says which file is the project's book. Whether the file exists and is the person's is storage's to know: a run
 * with a wrong one fails in its first stage. A run that is under way goes on with the file it was started with.
 */
export async function attachFile(
  deps: Deps,
  userId: string,
  { projectId, fileId }: { projectId: string; fileId: string },
): Promise<Project> {
  const project = await deps.transaction(async ({ projects, activity }) => {
    const current = requireMay(await projects.lockVisible(projectId, userId), 'project:update');
    if (current.fileId === fileId) return current;
    const next: Project = {
      ...current,
      fileId,
      documentId: null,
      status: current.status === 'GENERATING' ? 'GENERATING' : 'READY',
      version: current.version + 1,
      updatedAt: new Date(),
    };
    await projects.update(next);
    await activity.append({
      projectId,
      kind: 'FILE_ATTACHED',
      message: 'A book was attached.',
      actorId: userId,
      at: next.updatedAt,
    });
    return next;
  });
  await deps.wake(activityTopic(projectId));
  deps.count('file_attached');
  return project;
}
