import type { ProjectRole } from '@visiobook/schema';
import { AppError, notFound } from '@visiobook/service';

export type ProjectAction =
  | 'project:read'
  | 'project:update'
  | 'project:delete'
  | 'project:duplicate'
  | 'generation:start'
  | 'generation:cancel';

/** Whether someone with this role (null: not a member) may do this. */
export function mayDo(role: ProjectRole | null, action: ProjectAction): boolean {
  return role !== null && ALLOWED[role].has(action);
}

/**
 * Lets through who may do this to the project.
 *
 * @throws AppError NOT_FOUND for people who may not know of it, FORBIDDEN for members who may not do this.
 */
export function requireMay<P extends { viewerRole: ProjectRole }>(
  project: P | null | undefined,
  action: ProjectAction,
): P {
  if (!project || !mayDo(project.viewerRole, 'project:read')) throw notFound('project');
  if (!mayDo(project.viewerRole, action)) {
    throw new AppError('FORBIDDEN', 'Your role in this project does not allow this.', {
      role: project.viewerRole,
    });
  }
  return project;
}

const READ: ProjectAction[] = ['project:read', 'project:duplicate'];
const EDIT: ProjectAction[] = [...READ, 'project:update', 'generation:start', 'generation:cancel'];
const ALLOWED: Record<ProjectRole, ReadonlySet<ProjectAction>> = {
  VIEWER: new Set(READ),
  EDITOR: new Set(EDIT),
  OWNER: new Set<ProjectAction>([...EDIT, 'project:delete']),
};
