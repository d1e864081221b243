import type { EventDefinition, PayloadOf, UnitOutput } from '@visiobook/schema';
import type { PageRequest } from '@visiobook/service';
import type { Activity } from './activity.ts';
import type { GenerationRun, ProgressStep, RunState, StageState } from './pipeline/run-state.ts';
import type { TaskOrder } from './pipeline/task-orders.ts';
import type { Transition } from './pipeline/transition.ts';
import type { Member, Project, ProjectFilter, ProjectOrder, ProjectStatus } from './project.ts';

export interface ProjectRepository {
  /** Those of the projects that this person is a member of. */
  findVisible(ids: readonly string[], userId: string): Promise<Project[]>;
  listVisible(
    userId: string,
    filter: ProjectFilter,
    order: ProjectOrder,
    page: PageRequest,
  ): Promise<{ rows: Project[]; total: number }>;
  membersOf(projectIds: readonly string[]): Promise<Member[]>;
  countOwned(userId: string): Promise<number>;
  /** As {@link findVisible} for one, kept from other writers until the transaction ends. */
  lockVisible(id: string, userId: string): Promise<Project | null>;
  /** Stores a project and its owner as the first member. */
  insert(project: Project): Promise<void>;
  /** Stores new words and the next version. */
  update(project: Project): Promise<void>;
  setStatus(id: string, status: ProjectStatus, at: Date): Promise<void>;
  /** Says what the project's file became, unless another file was attached meanwhile. */
  setDocument(id: string, fileId: string, documentId: string): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface RunRepository {
  findByIds(ids: readonly string[]): Promise<GenerationRun[]>;
  latestOf(projectIds: readonly string[]): Promise<GenerationRun[]>;
  /** One page a project, newest first. */
  pagesOf(
    projectIds: readonly string[],
    page: PageRequest,
  ): Promise<Map<string, { rows: GenerationRun[]; total: number }>>;
  stagesOf(runIds: readonly string[]): Promise<(StageState & { runId: string })[]>;
  activeOf(projectId: string): Promise<GenerationRun | null>;
  /** What the newest run that read this file for this project made of it. */
  documentOf(projectId: string, fileId: string): Promise<Extract<UnitOutput, { kind: 'document' }> | null>;
  /** A whole run, kept from other writers until the transaction ends. */
  lock(id: string): Promise<RunState | null>;
  insert(state: RunState): Promise<void>;
  /** Stores what differs between two states of a run. */
  save(before: RunState, after: RunState): Promise<void>;
  appendSteps(steps: Transition['steps'], trace: Record<string, string>): Promise<void>;
  /** Runs under way that nobody has reported on since then, the longest silent first. */
  silentSince(instant: Date, limit: number): Promise<string[]>;
  stepsAfter(runId: string, seq: number, limit: number): Promise<TracedStep[]>;
}

/** A progress step with the trace of what made it. */
export type TracedStep = ProgressStep & { trace: Record<string, string> };

export interface ActivityRepository {
  append(activity: Omit<Activity, 'seq'>): Promise<void>;
  after(projectId: string, seq: number, limit: number): Promise<Activity[]>;
}

/** What leaves this service; committed with the transaction. */
export interface Outbox {
  publish<E extends EventDefinition>(event: E, payload: PayloadOf<E>): Promise<void>;
  send(order: TaskOrder): Promise<void>;
}

export interface Readers {
  projects: ProjectRepository;
  runs: RunRepository;
  activity: ActivityRepository;
}

export interface Stores extends Readers {
  outbox: Outbox;
}

/** What a use case is given. */
export interface Deps {
  transaction<T>(body: (stores: Stores) => Promise<T>): Promise<T>;
  /** Wakes those who follow a log. */
  wake(topic: string): Promise<void>;
  /** Counts a thing done for people. */
  count(operation: string): void;
  /** Times a stage that is done. */
  timeStage(stage: string, seconds: number): void;
  /** The trace that is under way. */
  trace(): Record<string, string>;
}

export const runTopic = (runId: string): string => `run:${runId}`;
export const activityTopic = (projectId: string): string => `project:${projectId}`;
