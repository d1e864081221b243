import type { Harmony } from '../domain/sound-mood.ts';
import type { Stereo } from './ambience.ts';
import { SAMPLE_RATE } from './wav.ts';

const CHORD_SECONDS = 7;
const OVERLAP_SECONDS = 2.5;
const DETUNE = 0.0018;
const TABLE_SIZE = 4096;

/** Slow chords of soft, slightly detuned tones that melt into each other; left and right beat differently. */
export function addPad(bed: Stereo, harmony: Harmony, level: number): void {
  const wave = softWave(harmony.brightness);
  const seconds = bed.left.length / SAMPLE_RATE;
  for (let n = 0; n * CHORD_SECONDS < seconds; n++) {
    const chord = harmony.chords[n % harmony.chords.length] ?? [];
    for (const interval of chord) {
      const frequency = 440 * 2 ** ((harmony.root + interval - 57) / 12);
      const loudness = level / (1 + Math.max(0, interval) / 14);
      addTone(bed.left, wave, frequency * (1 - DETUNE), n * CHORD_SECONDS, loudness);
      addTone(bed.right, wave, frequency * (1 + DETUNE), n * CHORD_SECONDS, loudness);
    }
  }
}

function addTone(
  out: Float32Array,
  wave: Float32Array,
  frequency: number,
  from: number,
  level: number,
): void {
  const start = Math.max(0, Math.round((from - OVERLAP_SECONDS / 2) * SAMPLE_RATE));
  const end = Math.min(out.length, Math.round((from + CHORD_SECONDS + OVERLAP_SECONDS / 2) * SAMPLE_RATE));
  const ramp = OVERLAP_SECONDS * SAMPLE_RATE;
  const step = (frequency * TABLE_SIZE) / SAMPLE_RATE;
  // The phase follows the absolute time, so that a held note goes on smoothly from chord to chord.
  let phase = (start * step) % TABLE_SIZE;
  const length = CHORD_SECONDS * SAMPLE_RATE + ramp;
  const offset = start - (from - OVERLAP_SECONDS / 2) * SAMPLE_RATE;
  for (let i = start; i < end; i++) {
    const at = offset + i - start;
    const edge = Math.min(1, at / ramp, (length - at) / ramp);
    out[i] = out[i]! + wave[phase | 0]! * level * edge * edge * (3 - 2 * edge);
    phase += step;
    if (phase >= TABLE_SIZE) phase -= TABLE_SIZE;
  }
}

/** A sine with a few quiet overtones: more of them when the scene is bright. */
function softWave(brightness: number): Float32Array {
  const wave = new Float32Array(TABLE_SIZE);
  const overtones = [1, 0.32 * brightness, 0.2 * brightness, 0.09 * brightness, 0.05 * brightness];
  for (let i = 0; i < TABLE_SIZE; i++) {
    for (const [k, amplitude] of overtones.entries()) {
      wave[i] = wave[i]! + amplitude * Math.sin(((i * (k + 1)) / TABLE_SIZE) * Math.PI * 2);
    }
  }
  return wave;
}
