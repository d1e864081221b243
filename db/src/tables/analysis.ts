import { type SQL, sql } from 'drizzle-orm';
import {
  customType,
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
import { bytes, id, instant } from '../columns.ts';
import { endedRunsTable } from '../ended-runs.ts';
import { projectAccessTables } from '../project-access.ts';

const analysis = pgSchema('analysis');
const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });
/** A sentence of a summary and where it comes from; null of those that were kept before sources were. */
interface StoredSummary {
  text: string;
  start: number | null;
  end: number | null;
}
const words = (name: string) => jsonb(name).$type<string[]>().notNull();

/**
 * Typographic marks as spaces and capitals with accents as small letters. A database in the C locale, as many are,
 * takes the ones for letters of a word and does not know that the others belong together.
 */
const searchable = (column: string): SQL =>
  sql.raw(`translate("${column}", '“”„«»‹›—–…’‘ÀÂÄÆÇÈÉÊËÎÏÔÖŒÙÛÜŸ', '          '' àâäæçèéêëîïôöœùûüÿ')`);

/**
 * What was found in a book. Written chapter by chapter and never changed once it is COMPLETE; only `used_at` moves.
 * STOPPED is what a run left that was cancelled or failed: the next run of the same text goes on with it.
 */
export const analyses = analysis.table(
  'analyses',
  {
    id: id(),
    projectId: uuid('project_id').notNull(),
    documentId: uuid('document_id').notNull(),
    contentHash: text('content_hash').notNull(),
    modelVersion: text('model_version').notNull(),
    title: text('title').notNull(),
    language: text('language', { enum: ['en', 'fr'] }).notNull(),
    summary: jsonb('summary').$type<StoredSummary[]>().notNull(),
    models: jsonb('models').$type<{ name: string; version: string; task: string }[]>().notNull(),
    status: text('status', { enum: ['RUNNING', 'STOPPED', 'COMPLETE'] }).notNull(),
    /** The run that works or worked on it. */
    runId: uuid('run_id'),
    chapterCount: integer('chapter_count').notNull(),
    /** Chapters whose rows are there. */
    chaptersDone: integer('chapters_done').notNull(),
    wordCount: integer('word_count').notNull(),
    tokenCount: integer('token_count').notNull(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    /** When a run last asked for it: the newest is the project's analysis. */
    usedAt: instant('used_at').notNull(),
  },
  (table) => [
    index('idx_analyses_project_id_used_at').on(table.projectId, table.usedAt),
    index('idx_analyses_run_id').on(table.runId),
  ],
);

/** What models said of a chapter's sentences, while its analysis is under way: read once, whatever stops. */
export const readings = analysis.table(
  'readings',
  {
    analysisId: uuid('analysis_id').notNull(),
    /** Which chapter, counted from 0. */
    chapter: integer('chapter').notNull(),
    rows: jsonb('rows').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_readings', columns: [table.analysisId, table.chapter] }),
    foreignKey({
      name: 'fk_readings_analysis_id',
      columns: [table.analysisId],
      foreignColumns: [analyses.id],
    }).onDelete('cascade'),
  ],
);

export const chapters = analysis.table(
  'chapters',
  {
    analysisId: uuid('analysis_id').notNull(),
    index: integer('index').notNull(),
    title: text('title'),
    summary: jsonb('summary').$type<StoredSummary[]>().notNull(),
    spanStart: integer('span_start').notNull(),
    spanEnd: integer('span_end').notNull(),
    sceneCount: integer('scene_count').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_chapters', columns: [table.analysisId, table.index] }),
    foreignKey({
      name: 'fk_chapters_analysis_id',
      columns: [table.analysisId],
      foreignColumns: [analyses.id],
    }).onDelete('cascade'),
  ],
);

interface StoredPortrait {
  chapterIndex: number;
  looks: string[];
  traits: string[];
  start: number;
  end: number;
}

export const characters = analysis.table(
  'characters',
  {
    id: id(),
    analysisId: uuid('analysis_id').notNull(),
    /** Most mentioned first. */
    index: integer('index').notNull(),
    name: text('name').notNull(),
    aliases: words('aliases'),
    kind: text('kind').notNull(),
    gender: text('gender').notNull(),
    age: text('age').notNull(),
    mentionCount: integer('mention_count').notNull(),
    importance: doublePrecision('importance').notNull(),
    traits: words('traits'),
    looks: words('looks'),
    portraits: jsonb('portraits').$type<StoredPortrait[]>().notNull().default([]),
    confidence: doublePrecision('confidence').notNull(),
  },
  (table) => [
    index('idx_characters_analysis_id').on(table.analysisId, table.index),
    foreignKey({
      name: 'fk_characters_analysis_id',
      columns: [table.analysisId],
      foreignColumns: [analyses.id],
    }).onDelete('cascade'),
  ],
);

export const places = analysis.table(
  'places',
  {
    analysisId: uuid('analysis_id').notNull(),
    index: integer('index').notNull(),
    name: text('name').notNull(),
    kind: text('kind').notNull(),
    mentionCount: integer('mention_count').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_places', columns: [table.analysisId, table.index] }),
    foreignKey({
      name: 'fk_places_analysis_id',
      columns: [table.analysisId],
      foreignColumns: [analyses.id],
    }).onDelete('cascade'),
  ],
);

/** A sentence of the narration as it is stored inside a scene. */
interface StoredSentence {
  text: string;
  start: number;
  end: number;
  speakerId: string | null;
}

export const scenes = analysis.table(
  'scenes',
  {
    id: id(),
    analysisId: uuid('analysis_id').notNull(),
    index: integer('index').notNull(),
    chapterIndex: integer('chapter_index').notNull(),
    language: text('language', { enum: ['en', 'fr'] }).notNull(),
    title: text('title').notNull(),
    text: text('text').notNull(),
    spanStart: integer('span_start').notNull(),
    spanEnd: integer('span_end').notNull(),
    placeName: text('place_name'),
    placeKind: text('place_kind').notNull(),
    timeOfDay: text('time_of_day').notNull(),
    season: text('season').notNull(),
    weather: text('weather').notNull(),
    emotion: text('emotion').notNull(),
    valence: doublePrecision('valence').notNull(),
    arousal: doublePrecision('arousal').notNull(),
    dominance: doublePrecision('dominance').notNull(),
    summary: text('summary').notNull(),
    /** Null where they are those of the digest, as they always were before they were kept. */
    summarySentences: jsonb('summary_sentences').$type<StoredSummary[]>(),
    visualPrompt: text('visual_prompt').notNull(),
    /** The model that wrote summary and visual prompt; null when they were taken from the text. */
    writtenBy: text('written_by'),
    props: words('props'),
    digest: jsonb('digest').$type<StoredSentence[]>().notNull(),
    sentences: jsonb('sentences').$type<StoredSentence[]>().notNull(),
    confidence: doublePrecision('confidence').notNull(),
    /** SHA-256 of the scene's brief: changes when anything that media shows or says of it does. */
    inputHash: text('input_hash').notNull(),
    search: tsvector('search').generatedAlwaysAs(
      (): SQL => sql`case language
        when 'fr' then setweight(to_tsvector('pg_catalog.french', ${searchable('title')}), 'A')
          || to_tsvector('pg_catalog.french', ${searchable('text')})
        else setweight(to_tsvector('pg_catalog.english', ${searchable('title')}), 'A')
          || to_tsvector('pg_catalog.english', ${searchable('text')})
      end`,
    ),
  },
  (table) => [
    index('idx_scenes_analysis_id').on(table.analysisId, table.index),
    index('idx_scenes_search').using('gin', table.search),
    foreignKey({
      name: 'fk_scenes_analysis_id',
      columns: [table.analysisId],
      foreignColumns: [analyses.id],
    }).onDelete('cascade'),
  ],
);

/**
 * What stretches of scenes are about, for search: a direction each, a signed byte a number. Where the database has pgvector, a
 * column `meaning` is made of it beside (see `installVectors`).
 */
export const scenePassages = analysis.table(
  'scene_passages',
  {
    sceneId: uuid('scene_id').notNull(),
    position: integer('position').notNull(),
    analysisId: uuid('analysis_id').notNull(),
    /** What read it: directions of different readers cannot be compared. */
    model: text('model').notNull(),
    spanStart: integer('span_start').notNull(),
    spanEnd: integer('span_end').notNull(),
    vector: bytes('vector').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_scene_passages', columns: [table.sceneId, table.position] }),
    index('idx_scene_passages_analysis_id').on(table.analysisId),
    foreignKey({
      name: 'fk_scene_passages_scene_id',
      columns: [table.sceneId],
      foreignColumns: [scenes.id],
    }).onDelete('cascade'),
  ],
);

/** Who is in a scene, most present first. */
export const sceneCast = analysis.table(
  'scene_cast',
  {
    sceneId: uuid('scene_id').notNull(),
    position: integer('position').notNull(),
    characterId: uuid('character_id').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_scene_cast', columns: [table.sceneId, table.position] }),
    index('idx_scene_cast_character_id').on(table.characterId),
    foreignKey({
      name: 'fk_scene_cast_scene_id',
      columns: [table.sceneId],
      foreignColumns: [scenes.id],
    }).onDelete('cascade'),
    foreignKey({
      name: 'fk_scene_cast_character_id',
      columns: [table.characterId],
      foreignColumns: [characters.id],
    }).onDelete('cascade'),
  ],
);

export const quotes = analysis.table(
  'quotes',
  {
    sceneId: uuid('scene_id').notNull(),
    position: integer('position').notNull(),
    text: text('text').notNull(),
    spanStart: integer('span_start').notNull(),
    spanEnd: integer('span_end').notNull(),
    speakerId: uuid('speaker_id'),
    confidence: doublePrecision('confidence').notNull(),
  },
  (table) => [
    primaryKey({ name: 'pk_quotes', columns: [table.sceneId, table.position] }),
    index('idx_quotes_speaker_id').on(table.speakerId, table.spanStart),
    foreignKey({
      name: 'fk_quotes_scene_id',
      columns: [table.sceneId],
      foreignColumns: [scenes.id],
    }).onDelete('cascade'),
  ],
);

export const { knownProjects, projectAccess } = projectAccessTables(analysis);
export const endedRuns = endedRunsTable(analysis);
