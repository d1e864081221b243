import type { Viewer } from '@visiobook/service';

export type ProjectAction = 'project:see' | 'project:render';

/** Every member may look; owners and editors may have things made, since that takes work and space. */
export function mayDo(viewer: Pick<Viewer, 'kind'>, role: string | null, action: ProjectAction): boolean {
  if (viewer.kind === 'SERVICE') return true;
  return action === 'project:see' ? role !== null : role === 'OWNER' || role === 'EDITOR';
}
