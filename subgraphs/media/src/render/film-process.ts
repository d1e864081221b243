/** Runs film jobs one at a time in a process of its own: a native crash costs one segment, not the service. */
import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import type { FilmJob, FilmReply } from './film-jobs.ts';
import { renderMaster } from './master.ts';
import { renderPreview } from './preview.ts';
import { renderSegment } from './segment.ts';
import { renderSoundtrack } from './soundtrack.ts';

Log.setLevel(AV_LOG_ERROR);

process.on('message', async (job: FilmJob) => {
  let reply: FilmReply;
  try {
    await run(job);
    reply = { ok: true };
  } catch (error) {
    reply = { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
  process.send?.(reply);
});
process.on('disconnect', () => process.exit(0));

function run(job: FilmJob): Promise<void> {
  switch (job.kind) {
    case 'SEGMENT':
      return renderSegment(job);
    case 'SOUNDTRACK':
      return renderSoundtrack(job);
    case 'MASTER':
      return renderMaster(job);
    case 'PREVIEW':
      return renderPreview(job);
  }
}
