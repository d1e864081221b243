import type { Db } from '@visiobook/db';
import { RenderExport } from '@visiobook/schema';
import { AppError, type Queue } from '@visiobook/service';
import type { ExportDesk } from '../application/ports.ts';
import { addExport } from '../data/exports.ts';

/** `queue` answers undefined while the tables that it needs are not there yet. */
export function exportDesk({ db, queue }: { db: Db; queue: () => Queue | undefined }): ExportDesk {
  return {
    async place(job, storyboard) {
      const running = queue();
      if (!running) throw new AppError('UNAVAILABLE', 'Exports cannot be taken yet; try again in a moment.');
      const { id, projectId, storyboardId, ownerId, format, aspect, height, burnCaptions } = job;
      const settings = { ...storyboard.settings, aspect, height: height as 720, burnCaptions };
      const task = { runId: null, projectId, ownerId, exportId: id, storyboardId, format, settings };
      await db.transaction(async (tx) => {
        await addExport(tx, job);
        await running.send(RenderExport, task, { tx, id, group: ownerId });
      });
    },
  };
}
