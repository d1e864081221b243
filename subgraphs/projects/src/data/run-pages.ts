import type { Db, Tx } from '@visiobook/db';
import { generationRuns } from '@visiobook/db/tables/projects';
import { AppError, type PageRequest } from '@visiobook/service';
import { and, asc, count, desc, getTableColumns, gt, inArray, lt, lte, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { GenerationRun } from '../domain/pipeline/run-state.ts';
import { toRun } from './run-rows.ts';

/** One page of runs a project, newest first, for many projects in two statements. */
export async function runPages(
  db: Db | Tx,
  projectIds: readonly string[],
  page: PageRequest,
): Promise<Map<string, { rows: GenerationRun[]; total: number }>> {
  const ids = [...projectIds];
  const newestFirst = page.direction === 'forward';
  const beyond = newestFirst ? lt : gt;
  const cursor = page.cursor === null ? undefined : beyond(generationRuns.id, readCursor(page.cursor));
  const ranked = db
    .select({
      ...getTableColumns(generationRuns),
      rank: sql<number>`row_number() over (partition by ${generationRuns.projectId}
        order by ${(newestFirst ? desc : asc)(generationRuns.id)})`.as('rank'),
    })
    .from(generationRuns)
    .where(and(inArray(generationRuns.projectId, ids), cursor))
    .as('ranked');
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(ranked)
      .where(lte(ranked.rank, page.limit + 1))
      .orderBy(asc(ranked.projectId), asc(ranked.rank)),
    db
      .select({ projectId: generationRuns.projectId, total: count() })
      .from(generationRuns)
      .where(inArray(generationRuns.projectId, ids))
      .groupBy(generationRuns.projectId),
  ]);
  const pages = new Map(ids.map((id) => [id, { rows: [] as GenerationRun[], total: 0 }]));
  for (const { rank, ...row } of rows) pages.get(row.projectId)?.rows.push(toRun(row));
  for (const { projectId, total } of totals) pages.get(projectId)!.total = total;
  return pages;
}

function readCursor(cursor: string): string {
  const id = z.uuid().safeParse(cursor);
  if (id.success) return id.data;
  const message = 'This cursor was not given out by a list of runs.';
  throw new AppError('BAD_USER_INPUT', message, { fields: { after: [message] } });
}
