import type { Db } from '@visiobook/db';
import { scenes } from '@visiobook/db/tables/analysis';
import type { Language } from '@visiobook/schema';
import { and, desc, inArray, type SQL, sql } from 'drizzle-orm';

const CONFIGURATIONS = { en: 'pg_catalog.english', fr: 'pg_catalog.french' } as const;
const EXCERPT = 'StartSel="", StopSel="", MaxWords=35, MinWords=15';
const MARKS = '“”„«»‹›—–…’‘';

/** Scenes of books of one language. */
export interface LexicalScope {
  analysisIds: readonly string[];
  language: Language;
}

/** Scenes that have all the words as a search engine understands them: phrases in quotation marks, -without, or. */
export async function exactWords(
  db: Db,
  { analysisIds, language }: LexicalScope,
  text: string,
  limit: number,
): Promise<string[]> {
  const query = sql`websearch_to_tsquery(${configurationOf(language)}, ${plain(text)})`;
  const rows = await db
    .select({ id: scenes.id, rank: sql`ts_rank_cd(${scenes.search}, ${query}, 1)`.as('rank') })
    .from(scenes)
    .where(and(inArray(scenes.analysisId, [...analysisIds]), sql`${scenes.search} @@ ${query}`))
    .orderBy(desc(sql`rank`), scenes.analysisId, scenes.index)
    .limit(limit);
  return rows.map(({ id }) => id);
}

/** Scenes that have any of the words; a word counts more the fewer scenes have it. */
export async function anyWords(
  db: Db,
  { analysisIds, language }: LexicalScope,
  text: string,
  limit: number,
): Promise<string[]> {
  const ids = sql`array[${sql.join(
    analysisIds.map((id) => sql`${id}`),
    sql`, `,
  )}]::uuid[]`;
  const rows = await db.execute<{ id: string }>(sql`
    with
      terms as (select distinct unnest(${lexemes(text, language)}) as term),
      hits as (
        select ${scenes.id} as id, term, ts_rank(${scenes.search}, quote_literal(term)::tsquery) as rank
        from terms join ${scenes} on ${scenes.search} @@ quote_literal(term)::tsquery
        where ${scenes.analysisId} = any(${ids})
      ),
      counts as (select term, count(*) as scenes from hits group by term),
      total as (select count(*) as scenes from ${scenes} where ${scenes.analysisId} = any(${ids}))
    select hits.id
    from hits join counts using (term), total
    group by hits.id
    order by sum(ln((total.scenes + 1.0) / counts.scenes) * (hits.rank / (hits.rank + 0.1))) desc, hits.id
    limit ${limit}`);
  return rows.map(({ id }) => id);
}

/** The words around what was found, by scene. */
export async function excerptsOf(
  db: Db,
  sceneIds: readonly string[],
  { text, language, isExact }: { text: string; language: Language; isExact: boolean },
): Promise<Map<string, string>> {
  if (sceneIds.length === 0) return new Map();
  const configuration = configurationOf(language);
  const query = isExact
    ? sql`websearch_to_tsquery(${configuration}, ${plain(text)})`
    : sql`(select string_agg(quote_literal(term), ' | ')::tsquery from unnest(${lexemes(text, language)}) as term)`;
  const rows = await db
    .select({ id: scenes.id, excerpt: excerptFor(query, configuration) })
    .from(scenes)
    .where(inArray(scenes.id, [...sceneIds]));
  return new Map(rows.map(({ id, excerpt }) => [id, excerpt]));
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

/** The stems of the words. One with a backslash would not pass through a tsquery. */
function lexemes(text: string, language: Language): SQL {
  const vector = sql`to_tsvector(${configurationOf(language)}, ${plain(text).replaceAll('\\', ' ')})`;
  return sql`tsvector_to_array(${vector})`;
}

function configurationOf(language: Language): SQL {
  return sql`${CONFIGURATIONS[language]}::regconfig`;
}

/** What the search column does to the text (see its table) must be done to the words that are looked for. */
function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[“”„«»]/g, '"')
    .replaceAll('’', "'")
    .replace(/[‹›—–…‘]/g, ' ');
}
