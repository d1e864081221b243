import { sql } from 'drizzle-orm';
import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, timestamps, version } from '../columns.ts';

const schema = pgSchema('projects');

export const projects = schema.table(
  'projects',
  {
    id: id(),
    ownerId: uuid('owner_id').notNull(),
    title: text('title').notNull(),
    description: text('description').notNull().default(''),
    language: text('language'),
    /** Kept beside file and runs, so that lists can be filtered by it. */
    status: text('status').notNull(),
    fileId: uuid('file_id'),
    /** What storage made of the file; null until a run has read it. */
    documentId: uuid('document_id'),
    /** Revision of the member list, as events tell it to the other services. */
    accessRevision: integer('access_revision').notNull().default(1),
    /** Last position given out in project_activity. */
    activitySeq: integer('activity_seq').notNull().default(0),
    version: version(),
    ...timestamps(),
  },
  (t) => [index('idx_projects_owner_id').on(t.ownerId)],
);

export const projectMembers = schema.table(
  'project_members',
  {
    projectId: uuid('project_id').notNull(),
    userId: uuid('user_id').notNull(),
    role: text('role').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ name: 'pk_project_members', columns: [t.projectId, t.userId] }),
    index('idx_project_members_user_id').on(t.userId),
    foreignKey({
      name: 'fk_project_members_project_id',
      columns: [t.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
  ],
);

export const generationRuns = schema.table(
  'generation_runs',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    /** Whose share of the workers the run takes. */
    ownerId: uuid('owner_id').notNull(),
    fileId: uuid('file_id').notNull(),
    presetId: text('preset_id').notNull(),
    settings: jsonb('settings').notNull(),
    formats: jsonb('formats').notNull(),
    status: text('status').notNull(),
    failure: jsonb('failure'),
    /** Last position given out in run_progress. */
    seq: integer('seq').notNull().default(0),
    /** Times in a row that unfinished work was sent again without any answer. */
    resends: integer('resends').notNull().default(0),
    lastReportAt: instant('last_report_at').notNull(),
    expectedFinishAt: instant('expected_finish_at'),
    /** W3C trace of the request that started the run. */
    trace: jsonb('trace').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    version: version(),
    ...timestamps(),
  },
  (t) => [
    index('idx_generation_runs_project_id').on(t.projectId, t.id),
    uniqueIndex('idx_generation_runs_active')
      .on(t.projectId)
      .where(sql`${t.status} in ('QUEUED', 'RUNNING')`),
    index('idx_generation_runs_last_report_at')
      .on(t.lastReportAt)
      .where(sql`${t.status} in ('QUEUED', 'RUNNING')`),
    foreignKey({
      name: 'fk_generation_runs_project_id',
      columns: [t.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
  ],
);

export const runStages = schema.table(
  'run_stages',
  {
    runId: uuid('run_id').notNull(),
    name: text('name').notNull(),
    status: text('status').notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    percent: doublePrecision('percent').notNull(),
    reused: boolean('reused').notNull(),
    message: text('message'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
  },
  (t) => [
    primaryKey({ name: 'pk_run_stages', columns: [t.runId, t.name] }),
    foreignKey({
      name: 'fk_run_stages_run_id',
      columns: [t.runId],
      foreignColumns: [generationRuns.id],
    }).onDelete('cascade'),
  ],
);

export const runUnits = schema.table(
  'run_units',
  {
    runId: uuid('run_id').notNull(),
    stage: text('stage').notNull(),
    unit: text('unit').notNull(),
    status: text('status').notNull(),
    sceneId: uuid('scene_id'),
    inputHash: text('input_hash'),
    title: text('title'),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    /** What the unit left for the stages after it. */
    output: jsonb('output'),
    /** Times that its task was sent. */
    attempt: integer('attempt').notNull(),
    ...timestamps(),
  },
  (t) => [
    primaryKey({ name: 'pk_run_units', columns: [t.runId, t.stage, t.unit] }),
    foreignKey({
      name: 'fk_run_units_run_id',
      columns: [t.runId],
      foreignColumns: [generationRuns.id],
    }).onDelete('cascade'),
  ],
);

export const runProgress = schema.table(
  'run_progress',
  {
    runId: uuid('run_id').notNull(),
    seq: integer('seq').notNull(),
    stage: text('stage').notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    percent: doublePrecision('percent').notNull(),
    /** The run's status after this step; the row with an ended one is the last. */
    runStatus: text('run_status').notNull(),
    message: text('message'),
    sceneId: uuid('scene_id'),
    /** W3C trace of what made the step. */
    trace: jsonb('trace').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_run_progress', columns: [t.runId, t.seq] }),
    foreignKey({
      name: 'fk_run_progress_run_id',
      columns: [t.runId],
      foreignColumns: [generationRuns.id],
    }).onDelete('cascade'),
  ],
);

export const projectActivity = schema.table(
  'project_activity',
  {
    projectId: uuid('project_id').notNull(),
    seq: integer('seq').notNull(),
    kind: text('kind').notNull(),
    message: text('message').notNull(),
    /** Who did it; null when the platform did. */
    actorId: uuid('actor_id'),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_project_activity', columns: [t.projectId, t.seq] }),
    foreignKey({
      name: 'fk_project_activity_project_id',
      columns: [t.projectId],
      foreignColumns: [projects.id],
    }).onDelete('cascade'),
  ],
);
