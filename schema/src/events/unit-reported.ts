import { z } from 'zod';
import { ExportFormat, StageName } from '../generation.ts';
import { Language } from '../language.ts';
import { defineEvent } from '../message.ts';

/** What a finished unit of work leaves for the stages after it. */
export const UnitOutput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('document'),
    documentId: z.uuid(),
    contentHash: z.string(),
    language: Language,
    title: z.string(),
    authors: z.array(z.string()),
    wordCount: z.int(),
    chapterCount: z.int(),
  }),
  z.object({
    kind: z.literal('analysis'),
    analysisId: z.uuid(),
    /** `inputHash` changes when anything that media would show or say of the scene changes. */
    scenes: z
      .array(z.object({ sceneId: z.uuid(), index: z.int(), title: z.string(), inputHash: z.string() }))
      .min(1),
    characterCount: z.int(),
  }),
  z.object({ kind: z.literal('asset'), assetId: z.uuid() }),
  z.object({ kind: z.literal('storyboard'), storyboardId: z.uuid(), frameCount: z.int() }),
  z.object({ kind: z.literal('export'), exportId: z.uuid(), fileId: z.uuid(), format: ExportFormat }),
]);
export type UnitOutput = z.infer<typeof UnitOutput>;

/**
 * A worker's word about one unit of a run's stage. Sent in the transaction that stores the work, so a unit that
 * is reported DONE is stored, and a stored one is reported. May arrive twice, or late.
 */
export const UnitReported = defineEvent({
  name: 'pipeline.unit-reported',
  version: 1,
  consumers: ['projects'],
  payload: z.object({
    runId: z.uuid(),
    stage: StageName,
    /** Names the unit within its stage: a scene's id, a format, or the stage's own name when it has one unit. */
    unit: z.string().min(1),
    state: z.enum(['STARTED', 'PROGRESS', 'DONE', 'FAILED']),
    /** Steps done and to do inside the unit, for units that take long (chapters analysed, segments rendered). */
    done: z.int().nonnegative().optional(),
    total: z.int().positive().optional(),
    /** A few words for people: a scene's title, a chapter's. */
    message: z.string().max(300).optional(),
    sceneId: z.uuid().optional(),
    /** With DONE. */
    output: UnitOutput.optional(),
    /** With FAILED: the run fails with it. `code` is a row of docs/errors.md. */
    failure: z.object({ code: z.string(), message: z.string() }).optional(),
  }),
});
