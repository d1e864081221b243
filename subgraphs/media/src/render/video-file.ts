import { Encoder, Muxer } from 'node-av/api';
import {
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
  FF_ENCODER_LIBVPX_VP9,
  FF_ENCODER_LIBX264,
} from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { SegmentJob } from './film-jobs.ts';

const GOP_FRAMES = 125;

/**
 * One encoded file of pictures without sound. Every segment uses the same settings, so that their packets may follow
 * one another in a single stream.
 */
export class VideoFile {
  readonly #encoder: Encoder;
  readonly #muxer: Muxer;
  readonly #stream: number;

  private constructor(encoder: Encoder, muxer: Muxer) {
    this.#encoder = encoder;
    this.#muxer = muxer;
    this.#stream = muxer.addStream(encoder);
  }

  static async create(path: string, format: SegmentJob['format']): Promise<VideoFile> {
    const encoder = format === 'MP4' ? await h264() : await vp9();
    return new VideoFile(encoder, await Muxer.open(path, { format: format === 'MP4' ? 'mp4' : 'webm' }));
  }

  /** Encodes a frame and frees it. */
  write(frame: Frame): void {
    frame.colorPrimaries = AVCOL_PRI_BT709;
    frame.colorTrc = AVCOL_TRC_BT709;
    frame.colorSpace = AVCOL_SPC_BT709;
    frame.colorRange = AVCOL_RANGE_MPEG;
    try {
      for (const packet of this.#encoder.encodeAllSync(frame)) {
        using owned = packet;
        this.#muxer.writePacketSync(owned, this.#stream);
      }
    } finally {
      frame.free();
    }
  }

  /** The encoder goes first: the muxer's trailer needs its last packets, and closing in the other order corrupts memory. */
  close(): void {
    for (const packet of this.#encoder.flushPacketsSync()) {
      using owned = packet;
      this.#muxer.writePacketSync(owned, this.#stream);
    }
    this.#encoder.close();
    this.#muxer.closeSync();
  }
}

const COLOUR = {
  colorPrimaries: AVCOL_PRI_BT709,
  colorTrc: AVCOL_TRC_BT709,
  colorSpace: AVCOL_SPC_BT709,
  colorRange: AVCOL_RANGE_MPEG,
};

/** One thread an encoder: two segments in parallel scale better than two threads on one. */
function h264(): Promise<Encoder> {
  return Encoder.create(FF_ENCODER_LIBX264, {
    gopSize: GOP_FRAMES,
    context: { ...COLOUR, threadCount: 1 },
    options: { preset: 'superfast', crf: 22, 'x264-params': 'open-gop=0:threads=1:rc-lookahead=20' },
  });
}

function vp9(): Promise<Encoder> {
  return Encoder.create(FF_ENCODER_LIBVPX_VP9, {
    gopSize: GOP_FRAMES,
    bitrate: 0,
    context: { ...COLOUR, threadCount: 1 },
    options: { deadline: 'realtime', 'cpu-used': 8, crf: 34, 'lag-in-frames': 0 },
  });
}
