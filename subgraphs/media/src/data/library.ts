import type { Db } from '@visiobook/db';
import { assets, exportJobs, exportProgress, frames, storyboards } from '@visiobook/db/tables/media';
import { type Connection, type PageRequest, toConnection } from '@visiobook/service';
import { and, asc, count, desc, eq, getTableColumns, gt, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Asset, ExportJob, Frame, Storyboard } from '../application/library.ts';
import type { Library } from '../application/ports.ts';

export function createLibrary(db: Db): Library {
  return {
    async findAssets(ids) {
      return (await db
        .select()
        .from(assets)
        .where(inArray(assets.id, [...ids]))) as Asset[];
    },
    async findStoryboards(ids) {
      return (await db
        .select()
        .from(storyboards)
        .where(inArray(storyboards.id, [...ids]))) as unknown as Storyboard[];
    },
    async findFrames(ids) {
      return db
        .select({ ...getTableColumns(frames), projectId: storyboards.projectId })
        .from(frames)
        .innerJoin(storyboards, eq(storyboards.id, frames.storyboardId))
        .where(inArray(frames.id, [...ids]));
    },
    async findExports(ids) {
      return db
        .select()
        .from(exportJobs)
        .where(inArray(exportJobs.id, [...ids]));
    },
    async latestOfProjects(projectIds) {
      const rows = await db
        .selectDistinctOn([storyboards.projectId])
        .from(storyboards)
        .where(inArray(storyboards.projectId, [...projectIds]))
        .orderBy(storyboards.projectId, desc(storyboards.createdAt));
      return rows as unknown as Storyboard[];
    },
    async exportsOfProjects(projectIds, first) {
      const place = sql<number>`row_number() over (partition by ${exportJobs.projectId} order by ${exportJobs.createdAt} desc)`;
      const numbered = db
        .select({ ...getTableColumns(exportJobs), place: place.as('place') })
        .from(exportJobs)
        .where(inArray(exportJobs.projectId, [...projectIds]))
        .as('numbered');
      const rows = await db.select().from(numbered).where(lte(numbered.place, first)).orderBy(numbered.place);
      return rows.map(({ place: _, ...job }): ExportJob => job);
    },
    framePages: (storyboardIds, page) => readFramePages(db, storyboardIds, page),
    async exportSteps(exportId, after, first) {
      return db
        .select()
        .from(exportProgress)
        .where(and(eq(exportProgress.exportId, exportId), gt(exportProgress.seq, after)))
        .orderBy(asc(exportProgress.seq))
        .limit(first);
    },
  };
}

/** The same page of several storyboards, in two statements: frames numbered within theirs, and the totals. */
async function readFramePages(
  db: Db,
  storyboardIds: readonly string[],
  page: PageRequest,
): Promise<Map<string, Connection<Frame>>> {
  const wanted = inArray(frames.storyboardId, [...storyboardIds]);
  const forward = page.direction === 'forward';
  const cursor = page.cursor === null ? null : Number(page.cursor);
  const after = cursor === null ? undefined : forward ? gt(frames.index, cursor) : lt(frames.index, cursor);
  const order = forward ? asc(frames.index) : desc(frames.index);
  const place = sql<number>`row_number() over (partition by ${frames.storyboardId} order by ${order})`;
  const numbered = db
    .select({ ...getTableColumns(frames), place: place.as('place') })
    .from(frames)
    .where(and(wanted, after))
    .as('numbered');
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(numbered)
      .where(lte(numbered.place, page.limit + 1))
      .orderBy(numbered.place),
    db
      .select({ storyboardId: frames.storyboardId, total: count() })
      .from(frames)
      .where(wanted)
      .groupBy(frames.storyboardId),
  ]);
  const lists = Map.groupBy(rows, ({ storyboardId }) => storyboardId);
  const totalOf = new Map(totals.map(({ storyboardId, total }) => [storyboardId, total]));
  return new Map(
    storyboardIds.map((id) => {
      const list = (lists.get(id) ?? []).map(({ place: _, ...frame }): Frame => frame);
      return [id, toConnection(list, page, totalOf.get(id) ?? 0, ({ index }) => String(index))];
    }),
  );
}
