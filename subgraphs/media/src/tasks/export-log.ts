import type { Db } from '@visiobook/db';
import { followLog, type PubSub } from '@visiobook/service';
import { type ExportEvent, hasEnded } from '../application/library.ts';
import type { ExportFollower, Library } from '../application/ports.ts';
import { changeExport, type ExportChange } from '../data/exports.ts';

const ROWS = 100;
const topicOf = (exportId: string) => `export/${exportId}`;

/** Changes an export on its own and wakes those who follow it. False when it has ended already. */
export async function logExport(
  { db, pubsub }: { db: Db; pubsub: PubSub },
  exportId: string,
  change: ExportChange,
): Promise<boolean> {
  const changed = await db.transaction((tx) => changeExport(tx, exportId, change));
  await wakeFollowers(pubsub, exportId);
  return changed;
}

export function wakeFollowers(pubsub: PubSub, exportId: string): Promise<void> {
  return pubsub.publish(topicOf(exportId));
}

export function exportFollower(library: Library, pubsub: PubSub): ExportFollower {
  return {
    async *follow(exportId, after) {
      const read = async (position: number): Promise<ExportEvent[]> => {
        const steps = await library.exportSteps(exportId, position, ROWS);
        const [job] = steps.length > 0 ? await library.findExports([exportId]) : [];
        return job ? steps.map((step) => ({ ...step, export: job })) : [];
      };
      // Someone who has seen the end already would wait for ever.
      const [job] = await library.findExports([exportId]);
      if (job && hasEnded(job) && after >= job.lastSeq) return;
      const topic = topicOf(exportId);
      yield* followLog<ExportEvent>({
        pubsub,
        topic,
        read,
        positionOf: ({ seq }) => seq,
        after,
        isLast: hasEnded,
      });
    },
  };
}
