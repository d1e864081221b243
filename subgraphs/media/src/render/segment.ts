import { AV_PIX_FMT_YUV420P } from 'node-av/constants';
import { Frame } from 'node-av/lib';
import { viewAt } from '../domain/camera.ts';
import type { Overlay } from '../domain/film-plan.ts';
import { CROSSFADE_FRAMES, FRAMES_PER_SECOND } from '../domain/timeline.ts';
import { Compositor } from './compositor.ts';
import type { SegmentJob } from './film-jobs.ts';
import { loadStill } from './still.ts';
import { captionBitmap, chapterBitmap, type TextBitmap } from './typeset.ts';
import { openVideo } from './video-file.ts';

const CAPTION_FADE_FRAMES = 4;
const CHAPTER_FADE_FRAMES = 14;
const BLACK_FADE_FRAMES = 16;

/** Draws and encodes one segment. Frames are bounded by the job, whatever the inputs are. */
export async function renderSegment(job: SegmentJob): Promise<void> {
  const [still, previousStill] = await Promise.all([
    loadStill(job.shot.still, job),
    job.previous ? loadStill(job.previous.still, job) : null,
  ]);
  const texts = job.overlays.map((overlay) => ({ overlay, bitmap: typeset(overlay, job) }));
  const canvas = new Compositor(job.width, job.height);
  const before = new Compositor(job.width, job.height);
  const total = job.shot.frameCount;
  const file = openVideo(job);
  try {
    for (let n = 0; n < total; n++) {
      canvas.show(still, viewAt(job.shot.camera, progress(total, n)));
      if (n < CROSSFADE_FRAMES && job.previous && previousStill) {
        before.show(
          previousStill,
          viewAt(job.previous.camera, progress(job.previous.frameCount, job.previous.frameCount + n)),
        );
        canvas.dissolve(before, 1 - smooth((n + 1) / (CROSSFADE_FRAMES + 1)));
      }
      for (const { overlay, bitmap } of texts) {
        const opacity = opacityAt(overlay, n);
        if (opacity > 0) canvas.stamp(bitmap, opacity);
      }
      const light = lightAt(job, n, total);
      if (light < 1) canvas.dim(light);
      using frame = frameOf(canvas.buffer, job, n);
      file.write(frame);
    }
    file.finish();
  } finally {
    file.close();
  }
}

/** A shot's camera goes on through the crossfade that follows it, so its path is that much longer than the shot. */
function progress(frameCount: number, frame: number): number {
  return frame / (frameCount + CROSSFADE_FRAMES - 1);
}

function frameOf(buffer: Buffer, { width, height }: SegmentJob, n: number): Frame {
  return Frame.fromVideoBuffer(buffer, {
    width,
    height,
    format: AV_PIX_FMT_YUV420P,
    timeBase: { num: 1, den: FRAMES_PER_SECOND },
    pts: BigInt(n),
  });
}

function typeset(overlay: Overlay, film: SegmentJob): TextBitmap {
  return overlay.kind === 'CAPTION'
    ? captionBitmap(overlay.lines, film)
    : chapterBitmap(overlay.lines.join(' '), film);
}

function opacityAt({ kind, from, to }: Overlay, n: number): number {
  if (n < from || n >= to) return 0;
  const fade = kind === 'CAPTION' ? CAPTION_FADE_FRAMES : CHAPTER_FADE_FRAMES;
  return Math.min(1, (n - from + 1) / fade, (to - n) / fade);
}

function lightAt(job: SegmentJob, n: number, total: number): number {
  const opening = job.previous ? 1 : smooth((n + 1) / BLACK_FADE_FRAMES);
  const closing = job.fadesToBlack ? smooth((total - 1 - n) / BLACK_FADE_FRAMES) : 1;
  return Math.min(opening, closing);
}

function smooth(t: number): number {
  const x = Math.min(1, Math.max(0, t));
  return x * x * (3 - 2 * x);
}
