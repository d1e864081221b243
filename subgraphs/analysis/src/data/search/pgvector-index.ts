import type { Db } from '@visiobook/db';
import { scenePassages } from '@visiobook/db/tables/analysis';
import { sql } from 'drizzle-orm';
import type { NearPassage, PassageIndex } from '../../application/ports.ts';

/** Passages looked at for each scene that is wanted: the nearest ones may share a scene. */
const PASSAGES = 6;

/**
 * Lets pgvector find the nearest passages, in the column that the database makes from their bytes.
 *
 * @param schema where the extension lives, quoted: it is not on this service's search path.
 */
export function pgvectorIndex(db: Db, schema: string): PassageIndex {
  const distance = sql.raw(`operator(${schema}.<=>)`);
  const type = sql.raw(`${schema}.vector`);
  return {
    async nearest({ analysisIds, model, vector, limit }) {
      const wanted = sql`${`[${vector.join(',')}]`}::${type}`;
      const ids = sql.join(
        analysisIds.map((id) => sql`${id}::uuid`),
        sql`, `,
      );
      const rows = await db.transaction(async (tx) => {
        // An index of the whole table goes on until enough of what it finds is in these books.
        await tx.execute(sql`select set_config('hnsw.iterative_scan', 'strict_order', true)`);
        return tx.execute<{ id: string; start: number; behind: number; likeness: number }>(sql`
          with
            near as (
              select ${scenePassages.sceneId} as id, ${scenePassages.position} as position,
                ${scenePassages.spanStart} as start, ${scenePassages.spanEnd} as behind,
                1 - (meaning ${distance} ${wanted}) as likeness
              from ${scenePassages}
              where ${scenePassages.analysisId} in (${ids}) and ${scenePassages.model} = ${model}
              order by meaning ${distance} ${wanted}
              limit ${PASSAGES * limit}
            ),
            best as (select distinct on (id) * from near order by id, likeness desc, position)
          select id, start, behind, likeness from best order by likeness desc, id limit ${limit}`);
      });
      return rows.map(
        ({ id, start, behind, likeness }): NearPassage => ({
          sceneId: id,
          span: { start, end: behind },
          likeness,
        }),
      );
    },
  };
}

/** Where pgvector lives in a database whose migrations made a column for it; null without. */
export async function pgvectorSchema(db: Pick<Db, 'execute'>): Promise<string | null> {
  const rows = await db.execute<{ schema: string }>(sql`
    select quote_ident(nspname) as schema
    from pg_attribute
    join pg_type on pg_type.oid = atttypid
    join pg_namespace on pg_namespace.oid = typnamespace
    where attrelid = to_regclass('analysis.scene_passages') and attname = 'meaning' and not attisdropped`);
  return rows[0]?.schema ?? null;
}
