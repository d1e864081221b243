import type { Db, Tx } from '@visiobook/db';
import * as tables from '@visiobook/db/tables/analysis';
import { and, asc, eq, ne, or } from 'drizzle-orm';
import type { Analysis, Character, Place, SummarySentence, WholeChapter } from '../application/library.ts';
import type { Passage } from '../application/passages.ts';
import type { ResumePoint } from '../application/ports.ts';
import type { ChapterReadings } from '../domain/readings.ts';
import { fromCharacter, fromQuote, fromScene, fromSummary } from './rows.ts';

const { analyses } = tables;

/** Rows of one statement: Postgres takes 65,535 parameters, and the widest row has 25. */
const ROWS = 500;

/**
 * Begins an analysis, or takes up one that was interrupted, for a run. A complete one stays as it is. Gives what is
 * stored by then.
 */
export async function openAnalysis(tx: Tx, analysis: Analysis, runId: string, usedAt: Date): Promise<void> {
  await tx
    .insert(analyses)
    .values({ ...analysis, summary: analysis.summary.map(fromSummary), runId, usedAt })
    .onConflictDoUpdate({
      target: analyses.id,
      set: { status: 'RUNNING', runId, usedAt },
      setWhere: ne(analyses.status, 'COMPLETE'),
    });
}

export async function isComplete(db: Pick<Db, '$count'>, analysisId: string): Promise<boolean> {
  return (await db.$count(analyses, and(eq(analyses.id, analysisId), eq(analyses.status, 'COMPLETE')))) > 0;
}

/** How far an interrupted analysis came. */
export async function resumePointOf(db: Pick<Db, 'select'>, analysisId: string): Promise<ResumePoint> {
  const [analysis] = await db
    .select({ chapters: analyses.chaptersDone })
    .from(analyses)
    .where(eq(analyses.id, analysisId));
  const read = await db.select().from(tables.readings).where(eq(tables.readings.analysisId, analysisId));
  const scenes = await db
    .select({ title: tables.scenes.title })
    .from(tables.scenes)
    .where(eq(tables.scenes.analysisId, analysisId))
    .orderBy(asc(tables.scenes.index));
  return {
    chapters: analysis?.chapters ?? 0,
    scenes,
    readings: new Map(read.map(({ chapter, rows }) => [chapter, rows as ChapterReadings])),
  };
}

export async function addReadings(
  tx: Tx,
  analysisId: string,
  chapter: number,
  rows: ChapterReadings,
): Promise<void> {
  await tx.insert(tables.readings).values({ analysisId, chapter, rows }).onConflictDoNothing();
}

export async function addPeople(
  tx: Tx,
  analysisId: string,
  { characters, places }: { characters: Character[]; places: Place[] },
): Promise<void> {
  for (const rows of chunks(characters))
    await tx.insert(tables.characters).values(rows.map(fromCharacter)).onConflictDoNothing();
  for (const rows of chunks(places))
    await tx
      .insert(tables.places)
      .values(rows.map((place) => ({ ...place, analysisId })))
      .onConflictDoNothing();
}

/**
 * Adds the next chapter. One that is there already stays as it is: another worker, believed dead, was faster.
 *
 * `done` is how many chapters are there with it.
 */
export async function addChapter(
  tx: Tx,
  { chapter, scenes }: WholeChapter,
  done: number,
  language: Analysis['language'],
): Promise<void> {
  const { analysisId, span, summary, ...rest } = chapter;
  const moved = await tx
    .update(analyses)
    .set({ chaptersDone: done })
    .where(and(eq(analyses.id, analysisId), eq(analyses.chaptersDone, done - 1)))
    .returning({ id: analyses.id });
  if (moved.length === 0) return;
  await tx.insert(tables.chapters).values({
    ...rest,
    analysisId,
    summary: summary.map(fromSummary),
    spanStart: span.start,
    spanEnd: span.end,
  });
  for (const rows of chunks(scenes))
    await tx.insert(tables.scenes).values(rows.map((scene) => fromScene(scene, language)));
  const cast = scenes.flatMap(({ id, castIds }) =>
    castIds.map((characterId, position) => ({ sceneId: id, position, characterId })),
  );
  for (const rows of chunks(cast)) await tx.insert(tables.sceneCast).values(rows);
  for (const rows of chunks(scenes.flatMap(({ quotes }) => quotes)))
    await tx.insert(tables.quotes).values(rows.map(fromQuote));
}

/** Ends an analysis. What was kept to go on with goes, of its project's stopped runs and of its own run's earlier engine. */
export async function completeAnalysis(
  tx: Tx,
  analysisId: string,
  summary: readonly SummarySentence[],
): Promise<void> {
  const [done] = await tx
    .update(analyses)
    .set({ status: 'COMPLETE', summary: summary.map(fromSummary) })
    .where(eq(analyses.id, analysisId))
    .returning({ projectId: analyses.projectId, runId: analyses.runId });
  if (!done) return;
  await tx.delete(tables.readings).where(eq(tables.readings.analysisId, analysisId));
  await tx
    .delete(analyses)
    .where(
      and(
        eq(analyses.projectId, done.projectId),
        ne(analyses.status, 'COMPLETE'),
        or(eq(analyses.status, 'STOPPED'), done.runId ? eq(analyses.runId, done.runId) : undefined),
      ),
    );
}

/** Hides what an ended run left unfinished; the next run of the same text goes on with it. */
export async function stopAnalysesOf(db: Db | Tx, runId: string): Promise<void> {
  await db
    .update(analyses)
    .set({ status: 'STOPPED' })
    .where(and(eq(analyses.runId, runId), eq(analyses.status, 'RUNNING')));
}

/** Makes an analysis its project's latest. */
export async function markUsed(db: Db | Tx, analysisId: string, usedAt: Date): Promise<void> {
  await db.update(analyses).set({ usedAt }).where(eq(analyses.id, analysisId));
}

export async function deleteAnalysesOf(tx: Tx, projectId: string): Promise<void> {
  await tx.delete(analyses).where(eq(analyses.projectId, projectId));
}

/** Adds what the passages of a chapter are about. */
export async function addPassages(
  tx: Tx,
  analysisId: string,
  model: string,
  passages: readonly Passage[],
): Promise<void> {
  for (const rows of chunks(passages))
    await tx
      .insert(tables.scenePassages)
      .values(
        rows.map(({ span, vector, ...passage }) => ({
          ...passage,
          analysisId,
          model,
          spanStart: span.start,
          spanEnd: span.end,
          vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength),
        })),
      )
      .onConflictDoNothing();
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS) yield rows.slice(at, at + ROWS);
}
