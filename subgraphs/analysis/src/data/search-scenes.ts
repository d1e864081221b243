import type { Db } from '@visiobook/db';
import { scenes } from '@visiobook/db/tables/analysis';
import { and, desc, eq, sql } from 'drizzle-orm';
import type { Analysis, SceneHit } from '../application/library.ts';
import { sceneColumns } from './library.ts';
import { toScene } from './rows.ts';

const CONFIGURATIONS = { en: 'pg_catalog.english', fr: 'pg_catalog.french' } as const;
const EXCERPT = 'StartSel="", StopSel="", MaxFragments=2, FragmentDelimiter=" … ", MaxWords=22, MinWords=8';

/** Full-text search in the book's own language; the title counts more than the text. */
export async function searchScenes(
  db: Db,
  analysis: Pick<Analysis, 'id' | 'projectId' | 'language'>,
  text: string,
  first: number,
): Promise<SceneHit[]> {
  const configuration = sql`${CONFIGURATIONS[analysis.language]}::regconfig`;
  const query = sql`websearch_to_tsquery(${configuration}, ${text})`;
  const score = sql<number>`ts_rank_cd(${scenes.search}, ${query}, 1)`;
  const hits = await db
    .select({
      scene: sceneColumns,
      score: score.as('score'),
      excerpt: sql<string>`ts_headline(${configuration}, ${scenes.text}, ${query}, ${EXCERPT})`,
    })
    .from(scenes)
    .where(and(eq(scenes.analysisId, analysis.id), sql`${scenes.search} @@ ${query}`))
    .orderBy(desc(sql`score`), scenes.index)
    .limit(first);
  return hits.map(({ scene, ...hit }) => ({ ...hit, scene: toScene(scene, analysis.projectId) }));
}
