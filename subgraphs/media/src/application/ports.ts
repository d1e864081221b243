import type { Connection, PageRequest } from '@visiobook/service';
import type { Asset, ExportEvent, ExportJob, ExportStep, Frame, Storyboard } from './library.ts';

/** Reads what was made. Methods that take ids answer in any order, without those that are not there. */
export interface Library {
  findAssets(ids: readonly string[]): Promise<Asset[]>;
  findStoryboards(ids: readonly string[]): Promise<Storyboard[]>;
  findFrames(ids: readonly string[]): Promise<(Frame & { projectId: string })[]>;
  findExports(ids: readonly string[]): Promise<ExportJob[]>;
  /** The newest storyboard of each project that has one. */
  latestOfProjects(projectIds: readonly string[]): Promise<Storyboard[]>;
  /** Newest first, at most `first` of each. */
  exportsOfProjects(projectIds: readonly string[], first: number): Promise<ExportJob[]>;
  framePages(storyboardIds: readonly string[], page: PageRequest): Promise<Map<string, Connection<Frame>>>;
  exportSteps(exportId: string, after: number, first: number): Promise<ExportStep[]>;
}

/** Roles of one user in projects, from this service's own copy. */
export interface ProjectRoles {
  rolesOf(userId: string, projectIds: readonly string[]): Promise<Map<string, string>>;
}

/** Stores an export that a person asked for, together with the task that renders it. */
export interface ExportDesk {
  place(job: ExportJob, storyboard: Storyboard): Promise<void>;
}

/** The log of an export from a position on, as it grows. */
export interface ExportFollower {
  follow(exportId: string, after: number): AsyncGenerator<ExportEvent>;
}
