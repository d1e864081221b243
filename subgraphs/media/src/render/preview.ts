import { FilterAPI } from 'node-av/api';
import { AV_PIX_FMT_PAL8, AV_PIX_FMT_YUV420P, FF_ENCODER_GIF } from 'node-av/constants';
import { Frame, Rational } from 'node-av/lib';
import { viewAt } from '../domain/camera.ts';
import { Compositor } from './compositor.ts';
import { EncodedFile } from './encoded-file.ts';
import type { PreviewJob } from './film-jobs.ts';
import { loadStill } from './still.ts';

const FRAMES_PER_SECOND = 10;
const FRAMES_PER_SHOT = 12;
const DISSOLVE_FRAMES = 4;

/** A looping GIF with one palette for all of it, which keeps skies from flickering and the file small. */
export async function renderPreview(job: PreviewJob): Promise<void> {
  using filter = FilterAPI.create(
    'split[a][b];[a]palettegen=stats_mode=diff[p];[b][p]paletteuse=dither=bayer:bayer_scale=4',
    {},
  );
  const canvas = new Compositor(job.width, job.height);
  const before = new Compositor(job.width, job.height);
  let n = 0;
  let last: { still: Awaited<ReturnType<typeof loadStill>>; shot: PreviewJob['shots'][number] } | null = null;
  for (const shot of job.shots) {
    const still = await loadStill(shot.still, job);
    for (let i = 0; i < FRAMES_PER_SHOT; i++) {
      canvas.show(still, viewAt(shot.camera, i / (FRAMES_PER_SHOT + DISSOLVE_FRAMES)));
      if (last && i < DISSOLVE_FRAMES) {
        before.show(
          last.still,
          viewAt(last.shot.camera, (FRAMES_PER_SHOT + i) / (FRAMES_PER_SHOT + DISSOLVE_FRAMES)),
        );
        canvas.dissolve(before, 1 - (i + 1) / (DISSOLVE_FRAMES + 1));
      }
      using frame = Frame.fromVideoBuffer(canvas.buffer, {
        width: job.width,
        height: job.height,
        format: AV_PIX_FMT_YUV420P,
        timeBase: { num: 1, den: FRAMES_PER_SECOND },
        pts: BigInt(n++),
      });
      filter.processSync(frame);
    }
    last = { still, shot };
  }
  encode(filter, job);
}

function encode(filter: FilterAPI, { output, width, height }: PreviewJob): void {
  const file = new EncodedFile({
    path: output,
    container: 'gif',
    encoder: FF_ENCODER_GIF,
    encoderOptions: {},
    prepare: (context) => {
      context.width = width;
      context.height = height;
      context.pixelFormat = AV_PIX_FMT_PAL8;
      context.timeBase = new Rational(1, FRAMES_PER_SECOND);
    },
  });
  try {
    for (const frame of filter.flushFramesSync()) {
      using owned = frame;
      file.write(owned);
    }
    file.finish();
  } finally {
    file.close();
  }
}
