import { sql } from 'drizzle-orm';
import {
  bigint,
  boolean,
  check,
  doublePrecision,
  foreignKey,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { id, instant, timestamps, version } from '../columns.ts';
import { endedRunsTable } from '../ended-runs.ts';
import { projectAccessTables } from '../project-access.ts';

const media = pgSchema('media');

interface StoredFailure {
  code: string;
  message: string;
}

/** When a sentence of a narration is spoken, in seconds from its beginning. */
interface StoredTiming {
  start: number;
  end: number;
  text: string;
  words?: readonly { start: number; end: number; text: string }[];
}

/** What a storyboard must know of a scene, kept with its picture so that assembling asks no neighbour. */
interface StoredSceneFacts {
  sceneId: string;
  index: number;
  language: 'en' | 'fr';
  title: string;
  caption: string;
  chapterIndex: number;
  chapterTitle: string | null;
  emotion: { label: string; valence: number; arousal: number; dominance: number };
  setting: { place: string; timeOfDay: string; weather: string };
}

/** A picture or a voice. Its id follows from what it is made of, so the same one is never made twice. */
export const assets = media.table(
  'assets',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    kind: text('kind', { enum: ['ILLUSTRATION', 'NARRATION'] }).notNull(),
    status: text('status', { enum: ['READY', 'FAILED'] }).notNull(),
    fileId: uuid('file_id'),
    mediaType: text('media_type').notNull(),
    byteSize: bigint('byte_size', { mode: 'number' }),
    provider: text('provider').notNull(),
    prompt: text('prompt').notNull(),
    seed: integer('seed').notNull(),
    inputHash: text('input_hash').notNull(),
    /** Of a picture: what it shows, for those who do not see it. */
    alt: text('alt'),
    width: integer('width'),
    height: integer('height'),
    /** Of a voice: its length in seconds and when each sentence is spoken. */
    duration: doublePrecision('duration'),
    timings: jsonb('timings').$type<StoredTiming[]>(),
    scene: jsonb('scene').$type<StoredSceneFacts>().notNull(),
    failure: jsonb('failure').$type<StoredFailure>(),
    ...timestamps(),
  },
  (table) => [
    index('idx_assets_project_id').on(table.projectId),
    check('ck_assets_ready', sql`${table.status} <> 'READY' or ${table.fileId} is not null`),
  ],
);

/** A book's frames in order, as one run assembled them. */
export const storyboards = media.table(
  'storyboards',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    runId: uuid('run_id').notNull(),
    analysisId: uuid('analysis_id').notNull(),
    documentId: uuid('document_id').notNull(),
    title: text('title').notNull(),
    authors: jsonb('authors').$type<string[]>().notNull(),
    language: text('language', { enum: ['en', 'fr'] }).notNull(),
    /** The choices of the run: aspect, height, captions, seed. */
    settings: jsonb('settings').$type<Record<string, unknown>>().notNull(),
    duration: doublePrecision('duration').notNull(),
    version: version(),
    ...timestamps(),
  },
  (table) => [index('idx_storyboards_project_id_created_at').on(table.projectId, table.createdAt)],
);

export const frames = media.table(
  'frames',
  {
    id: id(),
    storyboardId: uuid('storyboard_id').notNull(),
    index: integer('index').notNull(),
    sceneId: uuid('scene_id').notNull(),
    illustrationId: uuid('illustration_id').notNull(),
    narrationId: uuid('narration_id').notNull(),
    caption: text('caption').notNull(),
    /** Set on the first frame of a chapter. */
    chapterTitle: text('chapter_title'),
    duration: doublePrecision('duration').notNull(),
    transition: jsonb('transition').$type<{ kind: 'CROSSFADE'; duration: number }>().notNull(),
    camera: jsonb('camera').$type<{ x: number; y: number; extent: number }[]>().notNull(),
    locked: boolean('locked').notNull().default(false),
    status: text('status', { enum: ['READY', 'FAILED'] }).notNull(),
    failure: jsonb('failure').$type<StoredFailure>(),
    version: version(),
    ...timestamps(),
  },
  (table) => [
    index('idx_frames_storyboard_id').on(table.storyboardId, table.index),
    foreignKey({
      name: 'fk_frames_storyboard_id',
      columns: [table.storyboardId],
      foreignColumns: [storyboards.id],
    }).onDelete('cascade'),
  ],
);

/** A file that is, or will be, rendered from a storyboard. */
export const exportJobs = media.table(
  'exports',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    storyboardId: uuid('storyboard_id').notNull(),
    /** Null when a person asked for it. */
    runId: uuid('run_id'),
    ownerId: uuid('owner_id').notNull(),
    format: text('format', { enum: ['MP4', 'WEBM', 'GIF', 'EPUB', 'SRT', 'VTT'] }).notNull(),
    aspect: text('aspect', { enum: ['LANDSCAPE', 'PORTRAIT', 'SQUARE'] }).notNull(),
    height: integer('height').notNull(),
    burnCaptions: boolean('burn_captions').notNull(),
    status: text('status', { enum: ['QUEUED', 'RENDERING', 'READY', 'FAILED', 'CANCELLED'] }).notNull(),
    done: integer('done').notNull().default(0),
    total: integer('total').notNull().default(0),
    fileId: uuid('file_id'),
    byteSize: bigint('byte_size', { mode: 'number' }),
    duration: doublePrecision('duration'),
    failure: jsonb('failure').$type<StoredFailure>(),
    /** Number of the last row of its progress; those have no gaps. */
    lastSeq: integer('last_seq').notNull().default(0),
    ...timestamps(),
  },
  (table) => [
    index('idx_exports_project_id_created_at').on(table.projectId, table.createdAt),
    index('idx_exports_run_id').on(table.runId),
    check('ck_exports_ready', sql`${table.status} <> 'READY' or ${table.fileId} is not null`),
  ],
);

/** The log that `exportProgress` reads. */
export const exportProgress = media.table(
  'export_progress',
  {
    exportId: uuid('export_id').notNull(),
    seq: integer('seq').notNull(),
    status: text('status', { enum: ['QUEUED', 'RENDERING', 'READY', 'FAILED', 'CANCELLED'] }).notNull(),
    done: integer('done').notNull(),
    total: integer('total').notNull(),
    message: text('message').notNull(),
    at: instant('at').notNull().default(sql`now()`),
  },
  (table) => [
    primaryKey({ name: 'pk_export_progress', columns: [table.exportId, table.seq] }),
    foreignKey({
      name: 'fk_export_progress_export_id',
      columns: [table.exportId],
      foreignColumns: [exportJobs.id],
    }).onDelete('cascade'),
  ],
);

export const { knownProjects, projectAccess } = projectAccessTables(media);
export const endedRuns = endedRunsTable(media);
