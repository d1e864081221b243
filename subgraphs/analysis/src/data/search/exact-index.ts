import type { Db } from '@visiobook/db';
import { scenePassages } from '@visiobook/db/tables/analysis';
import { and, asc, eq, gt, inArray, or } from 'drizzle-orm';
import type { NearPassage, PassageIndex } from '../../application/ports.ts';

/** Rows that are in memory at a time: some 500 kB. */
const ROWS = 2000;

/** Looks at every passage: no index, no extension, always right. Memory is bounded whatever the library holds. */
export function exactIndex(db: Db): PassageIndex {
  return {
    async nearest({ analysisIds, model, vector, limit }) {
      const best = new Map<string, NearPassage>();
      let after: { sceneId: string; position: number } | null = null;
      for (;;) {
        const rows: Row[] = await db
          .select()
          .from(scenePassages)
          .where(
            and(
              inArray(scenePassages.analysisId, [...analysisIds]),
              eq(scenePassages.model, model),
              after
                ? or(
                    gt(scenePassages.sceneId, after.sceneId),
                    and(eq(scenePassages.sceneId, after.sceneId), gt(scenePassages.position, after.position)),
                  )
                : undefined,
            ),
          )
          .orderBy(asc(scenePassages.sceneId), asc(scenePassages.position))
          .limit(ROWS);
        for (const row of rows) take(best, row, likeness(row.vector, vector));
        if (best.size > 4 * limit) keepBest(best, limit);
        const last = rows.at(-1);
        if (!last || rows.length < ROWS) break;
        after = last;
      }
      keepBest(best, limit);
      return [...best.values()];
    },
  };
}

type Row = typeof scenePassages.$inferSelect;

function take(best: Map<string, NearPassage>, { sceneId, spanStart, spanEnd }: Row, likeness: number): void {
  const known = best.get(sceneId);
  if (!known || known.likeness < likeness)
    best.set(sceneId, { sceneId, span: { start: spanStart, end: spanEnd }, likeness });
}

/** Keeps the nearest, in their order. */
function keepBest(best: Map<string, NearPassage>, limit: number): void {
  const sorted = [...best.values()].sort(
    (a, b) => b.likeness - a.likeness || (a.sceneId < b.sceneId ? -1 : 1),
  );
  best.clear();
  for (const passage of sorted.slice(0, limit)) best.set(passage.sceneId, passage);
}

/** The cosine of signed bytes and a direction of length 1. */
function likeness(bytes: Uint8Array, vector: Float32Array): number {
  const signed = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let dot = 0;
  let square = 0;
  for (let i = 0; i < vector.length; i++) {
    const value = signed[i]!;
    dot += value * vector[i]!;
    square += value * value;
  }
  return square === 0 ? 0 : dot / Math.sqrt(square);
}
