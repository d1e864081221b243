import type { Db, Tx } from '@visiobook/db';
import { frames, storyboards } from '@visiobook/db/tables/media';
import { asc, eq } from 'drizzle-orm';
import type { Frame, Storyboard } from '../application/library.ts';

const ROWS = 500;

/** Stores a storyboard whole. One that is there already, from a job that was repeated, stays as it is. */
export async function storeStoryboard(tx: Tx, storyboard: Storyboard, all: readonly Frame[]): Promise<void> {
  const inserted = await tx
    .insert(storyboards)
    .values({ ...storyboard, settings: { ...storyboard.settings } })
    .onConflictDoNothing()
    .returning({ id: storyboards.id });
  if (inserted.length === 0) return;
  for (let at = 0; at < all.length; at += ROWS) await tx.insert(frames).values(all.slice(at, at + ROWS));
}

export async function findStoryboard(
  db: Db | Tx,
  id: string,
): Promise<{ storyboard: Storyboard; frames: Frame[] } | null> {
  const [storyboard] = await db.select().from(storyboards).where(eq(storyboards.id, id));
  if (!storyboard) return null;
  const rows = await db.select().from(frames).where(eq(frames.storyboardId, id)).orderBy(asc(frames.index));
  return { storyboard: storyboard as unknown as Storyboard, frames: rows };
}
