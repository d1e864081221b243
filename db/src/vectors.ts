import type postgres from 'postgres';

/** Numbers in a direction that search compares; others are left to the exact search. */
const WIDTH = 128;
const NO_RIGHT = '42501';

/**
 * Where the server has pgvector, gives the passages of `analysis` a column that pgvector can search, made by the database from
 * the bytes that are stored anyway. Without the extension, or the right to create it, nothing changes: the service then compares
 * all passages itself. Safe to repeat.
 */
export async function installVectors(sql: postgres.Sql): Promise<void> {
  const [available] = await sql`select 1 from pg_available_extensions where name = 'vector'`;
  if (!available) return;
  try {
    await sql.unsafe('create extension if not exists vector');
  } catch (error) {
    if ((error as { code?: string }).code === NO_RIGHT) return;
    throw error;
  }
  const [home] = await sql<{ schema: string }[]>`
    select quote_ident(nspname) as schema
    from pg_extension join pg_namespace on pg_namespace.oid = extnamespace
    where extname = 'vector'`;
  const { schema } = home!;
  await sql.unsafe(`
    create or replace function "analysis".meaning_of(bytes bytea) returns ${schema}.vector
    language sql immutable strict parallel safe as $$
      select case when length(bytes) = ${WIDTH} then (
        select array_agg(((get_byte(bytes, i) + 128) % 256 - 128)::real order by i)
        from generate_series(0, ${WIDTH - 1}) as i
      )::${schema}.vector(${WIDTH}) end
    $$;
    alter table "analysis"."scene_passages" add column if not exists meaning ${schema}.vector(${WIDTH})
      generated always as ("analysis".meaning_of(vector)) stored;
    create index if not exists idx_scene_passages_meaning
      on "analysis"."scene_passages" using hnsw (meaning ${schema}.vector_cosine_ops);
  `);
}
