import type { Viewer } from '@visiobook/service';

/** Whoever is a member of a project, in any role, may see what was found in its book. */
export function maySeeProject(viewer: Pick<Viewer, 'kind'>, role: string | null): boolean {
  return viewer.kind === 'SERVICE' || role !== null;
}
