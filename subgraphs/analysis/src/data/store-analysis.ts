import type { Db, Tx } from '@visiobook/db';
import * as tables from '@visiobook/db/tables/analysis';
import { eq } from 'drizzle-orm';
import type { WholeAnalysis } from '../application/library.ts';
import { fromCharacter, fromQuote, fromScene } from './rows.ts';

/** Rows of one statement: Postgres takes 65,535 parameters, and the widest row has 25. */
const ROWS = 500;

/** Stores an analysis whole. One that is there already, from a job that was repeated, stays as it is. */
export async function storeAnalysis(tx: Tx, whole: WholeAnalysis): Promise<void> {
  const { analysis, chapters, characters, places, scenes } = whole;
  const inserted = await tx
    .insert(tables.analyses)
    .values({ ...analysis, usedAt: analysis.createdAt })
    .onConflictDoNothing()
    .returning({ id: tables.analyses.id });
  if (inserted.length === 0) return;
  const analysisId = analysis.id;
  for (const rows of chunks(chapters)) {
    await tx
      .insert(tables.chapters)
      .values(rows.map(({ span, ...chapter }) => ({ ...chapter, spanStart: span.start, spanEnd: span.end })));
  }
  for (const rows of chunks(characters)) {
    await tx.insert(tables.characters).values(rows.map(fromCharacter));
  }
  for (const rows of chunks(places)) {
    await tx.insert(tables.places).values(rows.map((place) => ({ ...place, analysisId })));
  }
  for (const rows of chunks(scenes)) {
    await tx.insert(tables.scenes).values(rows.map((scene) => fromScene(scene, analysis.language)));
  }
  const cast = scenes.flatMap(({ id, castIds }) =>
    castIds.map((characterId, position) => ({ sceneId: id, position, characterId })),
  );
  for (const rows of chunks(cast)) await tx.insert(tables.sceneCast).values(rows);
  for (const rows of chunks(scenes.flatMap(({ quotes }) => quotes))) {
    await tx.insert(tables.quotes).values(rows.map(fromQuote));
  }
}

/** Makes an analysis its project's latest. */
export async function markUsed(db: Db | Tx, analysisId: string, usedAt: Date): Promise<void> {
  await db.update(tables.analyses).set({ usedAt }).where(eq(tables.analyses.id, analysisId));
}

export async function deleteAnalysesOf(tx: Tx, projectId: string): Promise<void> {
  await tx.delete(tables.analyses).where(eq(tables.analyses.projectId, projectId));
}

function* chunks<T>(rows: readonly T[]): Generator<T[]> {
  for (let at = 0; at < rows.length; at += ROWS) yield rows.slice(at, at + ROWS);
}
