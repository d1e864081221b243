import { readFile } from 'node:fs/promises';
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  FF_ENCODER_AAC,
  FF_ENCODER_LIBOPUS,
} from 'node-av/constants';
import { Frame, Rational } from 'node-av/lib';
import { FRAMES_PER_SECOND } from '../domain/timeline.ts';
import { type AmbienceInput, renderAmbience, type Stereo } from './ambience.ts';
import { EncodedFile } from './encoded-file.ts';
import type { SoundtrackJob } from './film-jobs.ts';
import { decodeWav, SAMPLE_RATE } from './wav.ts';

/** One item of the timeline as it is heard. */
export interface SoundScene {
  readonly startFrame: number;
  readonly frameCount: number;
  readonly narrationPath: string | null;
  /** Seconds from the scene's start. */
  readonly narrationOffset: number;
  readonly ambience: AmbienceInput;
}

const FADE_SECONDS = 1.2;
const BED_LEVEL = 0.62;
const DUCKED = 0.3;
const STEREO = { nbChannels: 2, order: AV_CHANNEL_ORDER_NATIVE, mask: 3n };

/** Mixes the voice over ducked sound beds and encodes them, one scene at a time: memory does not grow with the film. */
export async function renderSoundtrack(job: SoundtrackJob): Promise<void> {
  const file = new AudioFile(job.output, job.format);
  try {
    const total = toSamples(job.frameCount);
    let tail: Stereo = emptyStereo(0);
    for (const scene of job.scenes) {
      const length = toSamples(scene.frameCount);
      const mixed = await mixScene(scene, length + Math.round(FADE_SECONDS * SAMPLE_RATE));
      addInto(mixed, tail);
      file.write(part(mixed, 0, length));
      tail = part(mixed, length, mixed.left.length);
      if (file.written > total) throw new Error('the soundtrack is longer than the film');
    }
    file.finish();
  } finally {
    file.close();
  }
}

/** A scene with its bed faded at both ends; what sounds after its own length overlaps the next scene. */
async function mixScene(scene: SoundScene, length: number): Promise<Stereo> {
  const bed = renderAmbience(scene.ambience, length / SAMPLE_RATE);
  const voice = scene.narrationPath === null ? null : decodeWav(await readFile(scene.narrationPath));
  const from = Math.round(scene.narrationOffset * SAMPLE_RATE);
  const duck = voice ? duckingGain(voice, from, length) : null;
  const fade = FADE_SECONDS * SAMPLE_RATE;
  for (let i = 0; i < length; i++) {
    const edge = Math.min(1, i / fade, (length - i) / fade);
    const gain = BED_LEVEL * edge * (duck ? duck[i]! : 1);
    const speech = voice?.[i - from] ?? 0;
    bed.left[i] = bed.left[i]! * gain + speech;
    bed.right[i] = bed.right[i]! * gain + speech;
  }
  return bed;
}

/** The bed steps back just before the voice comes, and returns slowly; known in advance, it needs no detector lag. */
function duckingGain(voice: Float32Array, from: number, length: number): Float32Array {
  const gain = new Float32Array(length).fill(1);
  const ahead = Math.round(0.12 * SAMPLE_RATE);
  const attack = 1 - Math.exp(-1 / (0.05 * SAMPLE_RATE));
  const release = 1 - Math.exp(-1 / (0.45 * SAMPLE_RATE));
  let level = 0;
  let now = 1;
  const decay = Math.exp(-1 / (0.25 * SAMPLE_RATE));
  for (let i = 0; i < length; i++) {
    level = Math.max(Math.abs(voice[i + ahead - from] ?? 0), level * decay);
    const wanted = level > 0.02 ? DUCKED : 1;
    now += (wanted - now) * (wanted < now ? attack : release);
    gain[i] = now;
  }
  return gain;
}

function addInto(target: Stereo, extra: Stereo): void {
  for (let i = 0; i < extra.left.length && i < target.left.length; i++) {
    target.left[i] = target.left[i]! + extra.left[i]!;
    target.right[i] = target.right[i]! + extra.right[i]!;
  }
}

function part({ left, right }: Stereo, from: number, to: number): Stereo {
  return { left: left.slice(from, to), right: right.slice(from, to) };
}

function emptyStereo(length: number): Stereo {
  return { left: new Float32Array(length), right: new Float32Array(length) };
}

function toSamples(frames: number): number {
  return (frames * SAMPLE_RATE) / FRAMES_PER_SECOND;
}

/** Cuts the mix into the codec's own frame size. */
class AudioFile {
  written = 0;
  readonly #file: EncodedFile;
  readonly #planar: boolean;
  readonly #frameSize: number;
  #rest: Stereo = emptyStereo(0);

  constructor(path: string, format: SoundtrackJob['format']) {
    this.#planar = format === 'MP4';
    this.#frameSize = format === 'MP4' ? 1024 : 960;
    this.#file = new EncodedFile({
      path,
      container: format === 'MP4' ? 'mp4' : 'webm',
      encoder: format === 'MP4' ? FF_ENCODER_AAC : FF_ENCODER_LIBOPUS,
      encoderOptions: {},
      prepare: (context) => {
        context.sampleRate = SAMPLE_RATE;
        context.sampleFormat = this.#planar ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT;
        context.channelLayout = STEREO;
        context.timeBase = new Rational(1, SAMPLE_RATE);
        context.bitRate = format === 'MP4' ? 128_000n : 96_000n;
      },
    });
  }

  write(mix: Stereo): void {
    const size = this.#frameSize;
    const all = emptyStereo(this.#rest.left.length + mix.left.length);
    for (const side of ['left', 'right'] as const) {
      all[side].set(this.#rest[side]);
      all[side].set(mix[side], this.#rest[side].length);
    }
    let at = 0;
    for (; at + size <= all.left.length; at += size) this.#encode(part(all, at, at + size));
    this.#rest = part(all, at, all.left.length);
  }

  finish(): void {
    if (this.#rest.left.length > 0) {
      const last = emptyStereo(this.#frameSize);
      addInto(last, this.#rest);
      this.#encode(last);
    }
    this.#file.finish();
  }

  close(): void {
    this.#file.close();
  }

  #encode({ left, right }: Stereo): void {
    const count = this.#frameSize;
    const data = new Float32Array(count * 2);
    for (let i = 0; i < count; i++) {
      const l = softClip(left[i]!);
      const r = softClip(right[i]!);
      data[this.#planar ? i : i * 2] = l;
      data[this.#planar ? count + i : i * 2 + 1] = r;
    }
    using frame = Frame.fromAudioBuffer(Buffer.from(data.buffer), {
      nbSamples: count,
      format: this.#planar ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT,
      sampleRate: SAMPLE_RATE,
      channelLayout: STEREO,
      timeBase: { num: 1, den: SAMPLE_RATE },
      pts: BigInt(this.written),
    });
    this.written += count;
    this.#file.write(frame);
  }
}

/** Leaves everything below -2 dB untouched and bends what voice and bed may add up to above it. */
function softClip(x: number): number {
  const knee = 0.79;
  const size = Math.abs(x);
  if (size <= knee) return x;
  return Math.sign(x) * (knee + (0.84 - knee) * Math.tanh((size - knee) / (0.84 - knee)));
}
