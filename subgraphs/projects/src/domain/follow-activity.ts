import { notFound } from '@visiobook/service';
import type { Activity } from './activity.ts';
import type { FollowOptions } from './follow-run.ts';
import { followWhileOpen } from './follow-while-open.ts';
import { activityTopic } from './ports.ts';
import { requireMay } from './project-policy.ts';

/**
 * What happens to a project after a position, and on as it happens.
 *
 * @throws AppError NOT_FOUND unless the person is a member, also later, when they no longer are.
 */
export async function followActivity(
  projectId: string,
  { readers, userId, ...options }: FollowOptions,
): Promise<AsyncIterableIterator<Activity>> {
  const [project] = await readers.projects.findVisible([projectId], userId);
  requireMay(project, 'project:read');
  return followWhileOpen<Activity>({
    ...options,
    topic: activityTopic(projectId),
    positionOf: ({ seq }) => seq,
    read: (after, limit) => readers.activity.after(projectId, after, limit),
    async isOver() {
      const [still] = await readers.projects.findVisible([projectId], userId);
      if (!still) throw notFound('project');
      return false;
    },
  });
}
