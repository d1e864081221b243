import { openProject } from './create-project.ts';
import type { Deps } from './ports.ts';
import type { Project } from './project.ts';
import { requireMay } from './project-policy.ts';

/** Makes a new project of the same words and file, without the runs; whoever makes it owns it. */
export async function duplicateProject(deps: Deps, userId: string, id: string): Promise<Project> {
  const copy = await deps.transaction(async (stores) => {
    const [found] = await stores.projects.findVisible([id], userId);
    const { title, description, language, fileId } = requireMay(found, 'project:duplicate');
    return openProject(stores, userId, { title, description, language, fileId });
  });
  deps.count('project_duplicated');
  return copy;
}
