import { Decoder, Demuxer } from 'node-av/api';
import { AV_PIX_FMT_YUV420P, AVMEDIA_TYPE_SUBTITLE } from 'node-av/constants';
import type { Frame, Stream } from 'node-av/lib';

export interface FilmFacts {
  readonly video: { codec: string; width: number; height: number; frames: number; pixelFormat: string };
  readonly audio: { codec: string; sampleRate: number; channels: number; seconds: number };
  /** Every frame's luma on a grid of 32 by 18. */
  readonly thumbnails: readonly Uint8Array[];
}

/** Opens a film as a player would and decodes all of its pictures. */
export async function readFilm(path: string): Promise<FilmFacts> {
  const demuxer = await Demuxer.open(path);
  try {
    const [video, audio] = [demuxer.video(), demuxer.audio()];
    if (!video || !audio) throw new Error(`${path} lacks a stream`);
    const thumbnails: Uint8Array[] = [];
    let pixelFormat = '';
    const decoder = await Decoder.create(video);
    for await (const frame of decoder.frames(demuxer.packets(video.index))) {
      if (!frame) continue;
      pixelFormat = frame.format === AV_PIX_FMT_YUV420P ? 'yuv420p' : String(frame.format);
      thumbnails.push(thumbnail(frame));
      frame.free();
    }
    decoder.close();
    const { width, height } = video.codecpar;
    return {
      video: { codec: codecOf(video), width, height, frames: thumbnails.length, pixelFormat },
      audio: {
        codec: codecOf(audio),
        sampleRate: audio.codecpar.sampleRate,
        channels: audio.codecpar.channels,
        seconds: secondsOf(audio, demuxer.duration),
      },
      thumbnails,
    };
  } finally {
    await demuxer.close();
  }
}

function codecOf(stream: Stream): string {
  return (stream.codecpar.getCodecString() ?? '').split('.')[0] ?? '';
}

function secondsOf(stream: Stream, whole: number): number {
  const { num, den } = stream.timeBase;
  const seconds = (Number(stream.duration) * num) / den;
  return seconds > 0 ? seconds : whole;
}

function thumbnail(frame: Frame): Uint8Array {
  const pixels = frame.toBuffer();
  const { width, height } = frame;
  return Uint8Array.from({ length: 32 * 18 }, (_, i) => {
    const x = Math.floor((((i % 32) + 0.5) * width) / 32);
    const y = Math.floor(((Math.floor(i / 32) + 0.5) * height) / 18);
    return pixels[y * width + x]!;
  });
}

/** The texts of a film's caption track with their seconds; empty texts are the pauses between them. */
export async function readCaptions(path: string): Promise<{ start: number; text: string }[]> {
  const demuxer = await Demuxer.open(path);
  try {
    const track = demuxer.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_SUBTITLE);
    const cues: { start: number; text: string }[] = [];
    if (!track) return cues;
    for await (const packet of demuxer.packets(track.index)) {
      if (!packet) continue;
      const start = (Number(packet.pts) * track.timeBase.num) / track.timeBase.den;
      const text = packet.data?.subarray(2).toString() ?? '';
      cues.push({ start, text });
      packet.free();
    }
    return cues.filter(({ text }) => text !== '');
  } finally {
    await demuxer.close();
  }
}
