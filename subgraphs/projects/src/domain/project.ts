import type { Language, ProjectRole } from '@visiobook/schema';

export type ProjectStatus = 'DRAFT' | 'READY' | 'GENERATING' | 'COMPLETED' | 'FAILED';

/** A project as one of its members sees it. */
export interface Project {
  id: string;
  ownerId: string;
  title: string;
  description: string;
  language: Language | null;
  status: ProjectStatus;
  fileId: string | null;
  documentId: string | null;
  version: number;
  createdAt: Date;
  updatedAt: Date;
  /** What the member who asks may do. */
  viewerRole: ProjectRole;
}

export interface Member {
  projectId: string;
  userId: string;
  role: ProjectRole;
  joinedAt: Date;
}

export type ProjectOrder = 'CREATED_DESC' | 'CREATED_ASC' | 'UPDATED_DESC' | 'TITLE_ASC';

export interface ProjectFilter {
  status?: ProjectStatus | undefined;
  text?: string | undefined;
}

/** Projects that one person may own. */
export const MAX_PROJECTS_A_USER = 10_000;
