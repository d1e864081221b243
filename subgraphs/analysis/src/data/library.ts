import type { Db } from '@visiobook/db';
import * as tables from '@visiobook/db/tables/analysis';
import { and, asc, desc, eq, getTableColumns, inArray, lte, ne, sql } from 'drizzle-orm';
import type { Library } from '../application/ports.ts';
import { toAnalysis, toChapter, toCharacter, toQuote, toScene, toSentence } from './rows.ts';
import { readScenePages } from './scene-pages.ts';

const { analyses, chapters, characters, places, quotes, sceneCast, scenes } = tables;

/** What is read of a scene in lists: all but its text, its sentences and its search words. */
export const sceneColumns = (() => {
  const { text: _, sentences: __, search: ___, language: ____, ...columns } = getTableColumns(scenes);
  return columns;
})();

export function createLibrary(db: Db): Library {
  return {
    async findAnalyses(ids) {
      return (
        await db
          .select()
          .from(analyses)
          .where(inArray(analyses.id, [...ids]))
      ).map(toAnalysis);
    },
    async latestOfProjects(projectIds) {
      const rows = await db
        .selectDistinctOn([analyses.projectId])
        .from(analyses)
        .where(and(inArray(analyses.projectId, [...projectIds]), ne(analyses.status, 'STOPPED')))
        .orderBy(analyses.projectId, desc(analyses.usedAt));
      return rows.map(toAnalysis);
    },
    async findScenes(ids) {
      const rows = await db
        .select({ scene: sceneColumns, projectId: analyses.projectId })
        .from(scenes)
        .innerJoin(analyses, eq(analyses.id, scenes.analysisId))
        .where(inArray(scenes.id, [...ids]));
      return rows.map(({ scene, projectId }) => toScene(scene, projectId));
    },
    async findCharacters(ids) {
      const rows = await db
        .select({ character: characters, projectId: analyses.projectId })
        .from(characters)
        .innerJoin(analyses, eq(analyses.id, characters.analysisId))
        .where(inArray(characters.id, [...ids]));
      return rows.map(({ character, projectId }) => toCharacter(character, projectId));
    },
    async chaptersOf(analysisIds) {
      const rows = await db
        .select()
        .from(chapters)
        .where(inArray(chapters.analysisId, [...analysisIds]))
        .orderBy(asc(chapters.index));
      return rows.map(toChapter);
    },
    async charactersOf(analysisIds) {
      const rows = await db
        .select({ character: characters, projectId: analyses.projectId })
        .from(characters)
        .innerJoin(analyses, eq(analyses.id, characters.analysisId))
        .where(inArray(characters.analysisId, [...analysisIds]))
        .orderBy(asc(characters.index));
      return rows.map(({ character, projectId }) => toCharacter(character, projectId));
    },
    async placesOf(analysisIds) {
      const rows = await db
        .select()
        .from(places)
        .where(inArray(places.analysisId, [...analysisIds]))
        .orderBy(asc(places.index));
      return rows as Awaited<ReturnType<Library['placesOf']>>;
    },
    scenePages: (analysisIds, page) => readScenePages(db, analysisIds, page),
    async scenesOfCharacters(characterIds) {
      const rows = await db
        .select({ scene: sceneColumns, projectId: analyses.projectId, characterId: sceneCast.characterId })
        .from(sceneCast)
        .innerJoin(scenes, eq(scenes.id, sceneCast.sceneId))
        .innerJoin(analyses, eq(analyses.id, scenes.analysisId))
        .where(inArray(sceneCast.characterId, [...characterIds]))
        .orderBy(asc(scenes.index));
      return rows.map(({ scene, projectId, characterId }) => ({ ...toScene(scene, projectId), characterId }));
    },
    async castOfScenes(sceneIds) {
      return db
        .select({ sceneId: sceneCast.sceneId, characterId: sceneCast.characterId })
        .from(sceneCast)
        .where(inArray(sceneCast.sceneId, [...sceneIds]))
        .orderBy(asc(sceneCast.position));
    },
    async quotesOfScenes(sceneIds) {
      const rows = await db
        .select()
        .from(quotes)
        .where(inArray(quotes.sceneId, [...sceneIds]))
        .orderBy(asc(quotes.position));
      return rows.map(toQuote);
    },
    async quotesOfCharacters(characterIds, first) {
      const place = sql<number>`row_number() over (partition by ${quotes.speakerId} order by ${quotes.spanStart})`;
      const numbered = db
        .select({ ...getTableColumns(quotes), place: place.as('place') })
        .from(quotes)
        .where(inArray(quotes.speakerId, [...characterIds]))
        .as('numbered');
      const rows = await db.select().from(numbered).where(lte(numbered.place, first)).orderBy(numbered.place);
      return rows.map(({ place: _, ...quote }) => toQuote(quote));
    },
    async textsOfScenes(sceneIds) {
      return db
        .select({ sceneId: scenes.id, text: scenes.text })
        .from(scenes)
        .where(inArray(scenes.id, [...sceneIds]));
    },
    async briefSource(sceneId) {
      const [found] = await db
        .select({
          scene: sceneColumns,
          sentences: scenes.sentences,
          analysis: analyses,
          chapter: chapters.title,
        })
        .from(scenes)
        .innerJoin(analyses, eq(analyses.id, scenes.analysisId))
        .leftJoin(
          chapters,
          and(eq(chapters.analysisId, scenes.analysisId), eq(chapters.index, scenes.chapterIndex)),
        )
        .where(eq(scenes.id, sceneId));
      if (!found) return null;
      const { projectId } = found.analysis;
      const cast = await db
        .select({ character: characters })
        .from(sceneCast)
        .innerJoin(characters, eq(characters.id, sceneCast.characterId))
        .where(eq(sceneCast.sceneId, sceneId))
        .orderBy(asc(sceneCast.position));
      return {
        analysis: found.analysis,
        chapter: { title: found.chapter },
        scene: { ...toScene(found.scene, projectId), sentences: found.sentences.map(toSentence) },
        cast: cast.map(({ character }) => toCharacter(character, projectId)),
      };
    },
  };
}

/** Each scene of an analysis with the hash of its brief, for the report that ends the analysis. */
export async function scenesForReport(db: Pick<Db, 'select'>, analysisId: string) {
  return db
    .select({ sceneId: scenes.id, index: scenes.index, title: scenes.title, inputHash: scenes.inputHash })
    .from(scenes)
    .where(eq(scenes.analysisId, analysisId))
    .orderBy(asc(scenes.index));
}

export async function countCharacters(db: Pick<Db, '$count'>, analysisId: string): Promise<number> {
  return db.$count(characters, eq(characters.analysisId, analysisId));
}
