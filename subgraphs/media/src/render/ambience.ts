import type { Emotion } from '@visiobook/schema';
import { type Biquad, bandPass, highPass, lowPass } from '../domain/biquad.ts';
import type { Setting } from '../domain/film-frame.ts';
import { type SeededRandom, seededRandom } from '../domain/seeded-random.ts';
import { harmonyOf, type SoundLayer, soundLayers } from '../domain/sound-mood.ts';
import { addPad } from './pad.ts';
import { SAMPLE_RATE } from './wav.ts';

export interface Stereo {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

export interface AmbienceInput {
  readonly setting: Setting;
  readonly emotion: Pick<Emotion, 'label' | 'valence' | 'arousal'>;
  readonly seed: number;
}

const PAD_LEVEL = 0.05;

/** The sound bed of one scene, made from nothing but its setting: about 100 times faster than it plays. */
export function renderAmbience({ setting, emotion, seed }: AmbienceInput, seconds: number): Stereo {
  const length = Math.round(seconds * SAMPLE_RATE);
  const bed: Stereo = { left: new Float32Array(length), right: new Float32Array(length) };
  for (const layer of soundLayers(setting)) {
    const side = seededRandom(`${layer}/${seed}`);
    LAYERS[layer](bed.left, side.fork('left'));
    LAYERS[layer](bed.right, side.fork('right'));
  }
  addPad(bed, harmonyOf(emotion, seed), PAD_LEVEL);
  return bed;
}

type Painter = (out: Float32Array, random: SeededRandom) => void;

const LAYERS: Record<SoundLayer, Painter> = {
  WIND: (out, random) => {
    const low = swept(random, 260, 180, 0.11);
    breathe(out, random, low, 0.16, 0.13, 0.25);
  },
  RAIN: (out, random) => {
    const filters = [highPass(SAMPLE_RATE, 900), lowPass(SAMPLE_RATE, 7000)];
    noise(out, random, filters, 0.028);
    knocks(out, random, { perSecond: 26, frequency: [1800, 5200], decay: 0.004, level: 0.018 });
  },
  THUNDER: (out, random) => {
    const filters = [lowPass(SAMPLE_RATE, 110), lowPass(SAMPLE_RATE, 180)];
    const rumble = new Float32Array(out.length);
    noise(rumble, random, filters, 1.1);
    const first = random.between(1, 5);
    for (let at = first * SAMPLE_RATE; at < out.length; at += random.between(9, 16) * SAMPLE_RATE) {
      envelope(rumble, out, at, 0.3, 3.4);
    }
  },
  SEA: (out, random) => {
    const filters = [lowPass(SAMPLE_RATE, 950), highPass(SAMPLE_RATE, 90)];
    breathe(out, random, (x) => filters.reduce((y, filter) => filter.next(y), x), 0.12, 0.125, 0.3);
  },
  STREAM: (out, random) => {
    noise(out, random, [bandPass(SAMPLE_RATE, 1400, 0.5)], 0.035);
    knocks(out, random, { perSecond: 9, frequency: [420, 1300], decay: 0.03, level: 0.012 });
  },
  CRICKETS: (out, random) => {
    const voices = [random.between(4100, 4600), random.between(4700, 5200)];
    for (const frequency of voices) chirps(out, random, frequency);
  },
  BIRDS: (out, random) => {
    for (
      let at = random.between(0.2, 2) * SAMPLE_RATE;
      at < out.length;
      at += random.between(1.1, 4.2) * SAMPLE_RATE
    ) {
      song(out, random, at);
    }
  },
  CROWD: (out, random) => {
    for (const frequency of [320, 620, 1100, 2300]) {
      const filter = bandPass(SAMPLE_RATE, frequency * random.between(0.9, 1.1), 1.8);
      breathe(
        out,
        random,
        (x) => filter.next(x),
        3.2 / Math.sqrt(frequency) / 3,
        random.between(1.6, 2.6),
        0.5,
      );
    }
  },
  FIRE: (out, random) => {
    noise(out, random, [lowPass(SAMPLE_RATE, 220)], 0.045);
    knocks(out, random, { perSecond: 7, frequency: [900, 3800], decay: 0.006, level: 0.045 });
  },
  DRIPS: (out, random) =>
    knocks(out, random, { perSecond: 0.5, frequency: [700, 1700], decay: 0.11, level: 0.05 }),
  RUMBLE: (out, random) => {
    const filter = lowPass(SAMPLE_RATE, 130);
    breathe(out, random, (x) => filter.next(x), 0.3, 0.31, 0.55);
  },
  CLOCK: (out, random) => {
    for (let n = 0; n * 0.5 * SAMPLE_RATE < out.length; n++) {
      ping(out, n * 0.5 * SAMPLE_RATE, n % 2 === 0 ? 2100 : 1750, 0.012, 0.012 + random.next() * 0.002);
    }
  },
};

function noise(out: Float32Array, random: SeededRandom, filters: readonly Biquad[], level: number): void {
  for (let i = 0; i < out.length; i++) {
    let x = random.next() * 2 - 1;
    for (const filter of filters) x = filter.next(x);
    out[i] = out[i]! + x * level;
  }
}

/** Noise that swells and sinks: `rate` swells a second, never below `floor` of its level. */
function breathe(
  out: Float32Array,
  random: SeededRandom,
  shape: (x: number) => number,
  level: number,
  rate: number,
  floor: number,
): void {
  const phase = random.between(0, Math.PI * 2);
  const drift = random.between(0.31, 0.47);
  let gain = floor;
  for (let i = 0; i < out.length; i++) {
    if (i % 64 === 0) {
      const t = (i / SAMPLE_RATE) * rate * Math.PI * 2;
      const swell = (0.5 + 0.5 * Math.sin(t + phase)) * (0.6 + 0.4 * Math.sin(t * drift + phase * 2));
      gain = floor + (1 - floor) * Math.max(0, swell);
    }
    out[i] = out[i]! + shape(random.next() * 2 - 1) * level * gain;
  }
}

/** A resonance that wanders slowly, like wind in a chimney; coefficients change 30 times a second. */
function swept(random: SeededRandom, centre: number, reach: number, rate: number): (x: number) => number {
  const phase = random.between(0, Math.PI * 2);
  const filters = Array.from({ length: 16 }, (_, i) =>
    bandPass(SAMPLE_RATE, centre + reach * (i / 8 - 1), 1.1),
  );
  let n = 0;
  return (x) => {
    const at =
      (0.5 + 0.5 * Math.sin((n++ / SAMPLE_RATE) * rate * Math.PI * 2 + phase)) * (filters.length - 1.001);
    const k = Math.floor(at);
    let y = 0;
    for (let i = 0; i < filters.length; i++) {
      if (i !== k && i !== k + 1) continue;
      y += filters[i]!.next(x) * (i === k ? k + 1 - at : at - k);
    }
    return y;
  };
}

interface Knocks {
  readonly perSecond: number;
  readonly frequency: readonly [number, number];
  readonly decay: number;
  readonly level: number;
}

function knocks(
  out: Float32Array,
  random: SeededRandom,
  { perSecond, frequency, decay, level }: Knocks,
): void {
  const gap = SAMPLE_RATE / perSecond;
  for (let at = random.next() * gap; at < out.length; at += -Math.log(1 - random.next()) * gap + 1) {
    ping(out, at, random.between(...frequency), decay, level * random.between(0.2, 1));
  }
}

function ping(out: Float32Array, at: number, frequency: number, decay: number, level: number): void {
  const start = Math.floor(at);
  const end = Math.min(out.length, start + Math.round(decay * 6 * SAMPLE_RATE));
  for (let i = start; i < end; i++) {
    const t = (i - start) / SAMPLE_RATE;
    out[i] = out[i]! + Math.sin(t * frequency * Math.PI * 2) * Math.exp(-t / decay) * level;
  }
}

function chirps(out: Float32Array, random: SeededRandom, frequency: number): void {
  const period = random.between(0.7, 1.1);
  const phase = random.between(0, period);
  const level = random.between(0.003, 0.006);
  for (let i = 0; i < out.length; i++) {
    const t = i / SAMPLE_RATE;
    const inPeriod = (t + phase) % period;
    if (inPeriod > 0.24) continue;
    const pulse = Math.max(0, Math.sin((inPeriod / 0.06) * Math.PI * 2));
    out[i] = out[i]! + Math.sin(t * frequency * Math.PI * 2) * pulse * level;
  }
}

function song(out: Float32Array, random: SeededRandom, from: number): void {
  const base = random.between(2400, 4200);
  const level = random.between(0.003, 0.011);
  let at = from;
  for (let note = random.int(2, 6); note > 0; note--) {
    const seconds = random.between(0.05, 0.14);
    const slide = random.between(-9000, 9000);
    const start = Math.floor(at);
    const end = Math.min(out.length, start + Math.round(seconds * SAMPLE_RATE));
    for (let i = start; i < end; i++) {
      const t = (i - start) / SAMPLE_RATE;
      const shape = Math.sin((t / seconds) * Math.PI);
      out[i] = out[i]! + Math.sin((base + (slide * t) / 2) * t * Math.PI * 2) * shape * shape * level;
    }
    at += (seconds + random.between(0.03, 0.09)) * SAMPLE_RATE;
  }
}

function envelope(
  source: Float32Array,
  out: Float32Array,
  at: number,
  attack: number,
  release: number,
): void {
  const start = Math.floor(at);
  const end = Math.min(out.length, start + Math.round((attack + release * 2) * SAMPLE_RATE));
  for (let i = start; i < end; i++) {
    const t = (i - start) / SAMPLE_RATE;
    const gain = t < attack ? t / attack : Math.exp((attack - t) / (release / 2));
    out[i] = out[i]! + source[i]! * gain;
  }
}
