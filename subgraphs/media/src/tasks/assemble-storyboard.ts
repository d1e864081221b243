import { AssembleStoryboard } from '@visiobook/schema';
import { assemble } from '../application/assemble.ts';
import { findAssets } from '../data/assets.ts';
import { storeStoryboard } from '../data/storyboards.ts';
import { type UnitWorkParts, workOnUnits } from './unit-work.ts';

/** Puts the pictures and voices of a run in order. */
export async function workOnStoryboards(parts: UnitWorkParts): Promise<void> {
  const { db } = parts;
  await workOnUnits(parts, AssembleStoryboard, {
    stage: 'ASSEMBLE',
    nameOf: () => 'ASSEMBLE',
    async work({ payload }, signal, report) {
      const ids = payload.scenes.flatMap(({ illustrationId, narrationId }) => [illustrationId, narrationId]);
      const { storyboard, frames } = assemble(payload, await findAssets(db, ids), new Date());
      signal.throwIfAborted();
      const output = { kind: 'storyboard' as const, storyboardId: storyboard.id, frameCount: frames.length };
      await db.transaction(async (tx) => {
        await storeStoryboard(tx, storyboard, frames);
        await report({ state: 'DONE', message: storyboard.title.slice(0, 300), output }, { tx });
      });
    },
  });
}
