import type { Project, ProjectOrder } from './project.ts';

/** Where a project stands in a list: the value that the list is ordered by, then the id among equals. */
export function projectCursor(project: Project, order: ProjectOrder): string {
  return JSON.stringify([sortKey(project, order), project.id]);
}

function sortKey({ title, createdAt, updatedAt }: Project, order: ProjectOrder): string {
  if (order === 'TITLE_ASC') return title;
  return (order === 'UPDATED_DESC' ? updatedAt : createdAt).toISOString();
}
