import type { Db } from '@visiobook/db';
import { analyses, sceneCast, scenes } from '@visiobook/db/tables/analysis';
import { type Connection, toConnection } from '@visiobook/service';
import { and, asc, count, desc, eq, exists, gt, inArray, lt, lte, sql } from 'drizzle-orm';
import type { Scene, SceneFilter } from '../application/library.ts';
import type { ScenePage } from '../application/ports.ts';
import { sceneColumns } from './library.ts';
import { toScene } from './rows.ts';

/** The same page of several analyses, in two statements: scenes numbered within their analysis, and the totals. */
export async function readScenePages(
  db: Db,
  analysisIds: readonly string[],
  { filter, page }: ScenePage,
): Promise<Map<string, Connection<Scene>>> {
  const wanted = and(inArray(scenes.analysisId, [...analysisIds]), ...conditions(db, filter));
  const forward = page.direction === 'forward';
  const cursor = page.cursor === null ? null : Number(page.cursor);
  const after = cursor === null ? undefined : forward ? gt(scenes.index, cursor) : lt(scenes.index, cursor);
  const order = forward ? asc(scenes.index) : desc(scenes.index);
  const place = sql<number>`row_number() over (partition by ${scenes.analysisId} order by ${order})`;
  const numbered = db
    .select({ ...sceneColumns, projectId: analyses.projectId, place: place.as('place') })
    .from(scenes)
    .innerJoin(analyses, eq(analyses.id, scenes.analysisId))
    .where(and(wanted, after))
    .as('numbered');
  const [rows, totals] = await Promise.all([
    db
      .select()
      .from(numbered)
      .where(lte(numbered.place, page.limit + 1))
      .orderBy(numbered.place),
    db
      .select({ analysisId: scenes.analysisId, total: count() })
      .from(scenes)
      .where(wanted)
      .groupBy(scenes.analysisId),
  ]);
  const lists = Map.groupBy(rows, ({ analysisId }) => analysisId);
  const totalOf = new Map(totals.map(({ analysisId, total }) => [analysisId, total]));
  return new Map(
    analysisIds.map((id) => {
      const list = (lists.get(id) ?? []).map(({ projectId, place: _, ...scene }) =>
        toScene(scene, projectId),
      );
      return [id, toConnection(list, page, totalOf.get(id) ?? 0, ({ index }) => String(index))];
    }),
  );
}

function conditions(db: Db, { characterId, chapterIndex, emotion }: SceneFilter) {
  return [
    ...(chapterIndex === undefined ? [] : [eq(scenes.chapterIndex, chapterIndex)]),
    ...(emotion === undefined ? [] : [eq(scenes.emotion, emotion)]),
    ...(characterId === undefined
      ? []
      : [
          exists(
            db
              .select({ one: sql`1` })
              .from(sceneCast)
              .where(and(eq(sceneCast.sceneId, scenes.id), eq(sceneCast.characterId, characterId))),
          ),
        ]),
  ];
}
