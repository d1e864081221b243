import { createHash } from 'node:crypto';
import { Decoder, Demuxer } from 'node-av/api';

export interface VideoFacts {
  seconds: number;
  width: number;
  height: number;
  hasAudio: boolean;
  /** Fingerprints of the picture once a second. */
  pictures: string[];
}

/** Opens a film with FFmpeg's own decoder and says what is in it. */
export async function videoFacts(path: string): Promise<VideoFacts> {
  const demuxer = await Demuxer.open(path);
  const video = demuxer.video();
  if (!video) throw new Error(`${path} has no video stream`);
  const decoder = await Decoder.create(video);
  const pictures: string[] = [];
  let seconds = 0;
  for await (const frame of decoder.frames(demuxer.packets(video.index))) {
    if (!frame) continue;
    seconds = (Number(frame.pts) * video.timeBase.num) / video.timeBase.den;
    if (seconds >= pictures.length) pictures.push(createHash('sha1').update(frame.toBuffer()).digest('hex'));
    frame.free();
  }
  const facts = {
    seconds,
    width: video.codecpar.width,
    height: video.codecpar.height,
    hasAudio: demuxer.audio() !== undefined,
    pictures,
  };
  await demuxer.close();
  return facts;
}
