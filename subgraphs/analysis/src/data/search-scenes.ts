import type { Db } from '@visiobook/db';
import { scenes } from '@visiobook/db/tables/analysis';
import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import type { Analysis, SceneHit } from '../application/library.ts';
import { sceneColumns } from './library.ts';
import { toScene } from './rows.ts';

const CONFIGURATIONS = { en: 'pg_catalog.english', fr: 'pg_catalog.french' } as const;
const EXCERPT = 'StartSel="", StopSel="", MaxWords=35, MinWords=15';
const MARKS = '“”„«»‹›—–…’‘';

/** Full-text search in the book's own language; the title counts more than the text. */
export async function searchScenes(
  db: Db,
  analysis: Pick<Analysis, 'id' | 'projectId' | 'language'>,
  text: string,
  first: number,
): Promise<SceneHit[]> {
  const configuration = sql`${CONFIGURATIONS[analysis.language]}::regconfig`;
  const query = sql`websearch_to_tsquery(${configuration}, ${plain(text)})`;
  const score = sql<number>`ts_rank_cd(${scenes.search}, ${query}, 1)`;
  const hits = await db
    .select({
      scene: sceneColumns,
      score: score.as('score'),
      excerpt: excerptFor(query, configuration),
    })
    .from(scenes)
    .where(and(eq(scenes.analysisId, analysis.id), sql`${scenes.search} @@ ${query}`))
    .orderBy(desc(sql`score`), scenes.index)
    .limit(first);
  return hits.map(({ scene, ...hit }) => ({ ...hit, scene: toScene(scene, analysis.projectId) }));
}

/**
 * Words around what was found. They are looked for in the text without typographic marks, letter for letter as long
 * as the text itself, so that what is shown can be cut out of the text.
 */
function excerptFor(query: SQL, configuration: SQL): SQL<string> {
  const plainText = sql`translate(${scenes.text}, ${MARKS}, ${' '.repeat(MARKS.length - 2)} || ${"' "})`;
  const fragment = sql`ts_headline(${configuration}, ${plainText}, ${query}, ${EXCERPT})`;
  return sql<string>`substr(${scenes.text}, strpos(${plainText}, ${fragment}), length(${fragment}))`;
}

/** What the search column does to the text (see its table) must be done to the words that are looked for. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[“”„«»]/g, '"')
    .replaceAll('’', "'")
    .replace(/[‹›—–…‘]/g, ' ');
}
