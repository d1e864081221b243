import {
  AV_OPT_SEARCH_CHILDREN,
  AV_OPT_TYPE_STRING,
  AVFMT_FLAG_BITEXACT,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  type AVMediaType,
} from 'node-av/constants';
import { Dictionary, FFmpegError, FormatContext, type IRational, Packet, type Stream } from 'node-av/lib';
import { FRAMES_PER_SECOND } from '../domain/timeline.ts';
import type { MasterJob } from './film-jobs.ts';
import { addTextTrack, cuePackets } from './text-track.ts';

/**
 * Joins segments and soundtrack by copying packets. All segments come from the same encoder settings, so the first
 * one's headers describe them all; each one's times are moved by the frames that precede it.
 */
export async function renderMaster(job: MasterJob): Promise<void> {
  const [first] = job.segments;
  if (!first) throw new Error('a film needs at least one segment');
  const picture = openInput(first.path, AVMEDIA_TYPE_VIDEO);
  const sound = openInput(job.soundtrack, AVMEDIA_TYPE_AUDIO);
  const output = new FormatContext();
  try {
    check(
      output.allocOutputContext2(null, job.format === 'MP4' ? 'mp4' : 'webm', job.output),
      'choose a container',
    );
    output.setFlags(AVFMT_FLAG_BITEXACT);
    output.metadata = Dictionary.fromObject({ title: job.title });
    const video = addCopy(output, picture.stream, job.language);
    const audio = addCopy(output, sound.stream, job.language);
    const text = job.captions.length > 0 ? addTextTrack(output) : null;
    if (text) text.metadata = languageTag(job.language);
    check(output.openOutputSync(), `open ${job.output}`);
    if (job.format === 'MP4')
      check(
        output.setOption('movflags', '+faststart', AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN),
        'put the index first',
      );
    check(output.writeHeaderSync(), 'write the header');
    interleave(output, [
      videoPackets(job, video),
      soundPackets(sound, audio),
      ...(text ? [textPackets(job, text)] : []),
    ]);
    check(output.writeTrailerSync(), 'finish the film');
  } finally {
    picture.context.closeInputSync();
    sound.context.closeInputSync();
    output.closeOutputSync();
    output.freeContext();
  }
}

interface Input {
  readonly context: FormatContext;
  readonly stream: Stream;
}

interface TimedPacket {
  readonly packet: Packet;
  readonly seconds: number;
}

function openInput(path: string, type: AVMediaType): Input {
  const context = new FormatContext();
  check(context.openInputSync(path), `open ${path}`);
  check(context.findStreamInfoSync(), `read ${path}`);
  const stream = context.streams[context.findBestStream(type)];
  if (!stream) throw new Error(`${path} has no stream of the kind that was expected`);
  return { context, stream };
}

function addCopy(output: FormatContext, from: Stream, language: string): Stream {
  const stream = output.newStream();
  check(from.codecpar.copy(stream.codecpar), 'copy codec parameters');
  stream.codecpar.codecTag = 0;
  stream.timeBase = from.timeBase;
  stream.metadata = languageTag(language);
  return stream;
}

function languageTag(language: string): Dictionary {
  return Dictionary.fromObject({ language: language === 'fr' ? 'fra' : 'eng' });
}

function* videoPackets(job: MasterJob, target: Stream): Generator<TimedPacket> {
  let startFrame = 0;
  for (const segment of job.segments) {
    const input = openInput(segment.path, AVMEDIA_TYPE_VIDEO);
    try {
      const perSecond = target.timeBase.den / target.timeBase.num;
      const offset = BigInt(Math.round((startFrame / FRAMES_PER_SECOND) * perSecond));
      for (const packet of packets(input)) {
        packet.rescaleTs(input.stream.timeBase, target.timeBase);
        packet.pts += offset;
        packet.dts += offset;
        yield timed(packet, target);
      }
    } finally {
      input.context.closeInputSync();
    }
    startFrame += segment.frameCount;
  }
}

function* soundPackets(input: Input, target: Stream): Generator<TimedPacket> {
  for (const packet of packets(input)) {
    packet.rescaleTs(input.stream.timeBase, target.timeBase);
    yield timed(packet, target);
  }
}

function* textPackets({ captions }: MasterJob, target: Stream): Generator<TimedPacket> {
  for (const packet of cuePackets(captions, target)) yield timed(packet, target);
}

function* packets({ context, stream }: Input): Generator<Packet> {
  for (;;) {
    const packet = new Packet();
    packet.alloc();
    if (context.readFrameSync(packet) < 0) {
      packet.free();
      return;
    }
    if (packet.streamIndex === stream.index) yield packet;
    else packet.free();
  }
}

function timed(packet: Packet, { index, timeBase }: Stream): TimedPacket {
  packet.streamIndex = index;
  const base: IRational = timeBase;
  return { packet, seconds: (Number(packet.dts) * base.num) / base.den };
}

/** Writes all streams in time order, so that the muxer never has to hold one back. */
function interleave(output: FormatContext, streams: readonly Generator<TimedPacket>[]): void {
  const heads = streams.map((stream) => stream.next());
  for (;;) {
    let earliest: { at: number; head: TimedPacket } | null = null;
    for (const [at, head] of heads.entries()) {
      if (!head.done && (earliest === null || head.value.seconds < earliest.head.seconds))
        earliest = { at, head: head.value };
    }
    if (earliest === null) return;
    check(output.interleavedWriteFrameSync(earliest.head.packet), 'write a packet');
    earliest.head.packet.free();
    heads[earliest.at] = streams[earliest.at]!.next();
  }
}

function check(code: number, step: string): void {
  FFmpegError.throwIfError(code, step);
}
