import { highPass, highShelf, peaking } from '../domain/biquad.ts';
import { integratedLoudness, truePeak } from '../domain/loudness.ts';
import { SAMPLE_RATE } from './wav.ts';

export const TARGET_LUFS = -16;
const CEILING_DB = -1.5;
/** A voice that is quieter than this brings is noise. */
const LOUDEST_GAIN_DB = 24;
const MOST_ROUNDS = 5;
const CLOSE_ENOUGH = 0.1;

/** Makes synthetic speech pleasant: no rumble, a warmer chest, a softer edge, a little room, even and safe loudness. */
export function polishVoice(dry: Float32Array): Float32Array {
  const chain = [
    highPass(SAMPLE_RATE, 75),
    peaking(SAMPLE_RATE, 190, 0.8, 3),
    peaking(SAMPLE_RATE, 950, 1.1, -1.5),
    peaking(SAMPLE_RATE, 3300, 1, -2.5),
    highShelf(SAMPLE_RATE, 7500, -5),
  ];
  const voice = Float32Array.from(dry);
  for (const filter of chain) for (let i = 0; i < voice.length; i++) voice[i] = filter.next(voice[i]!);
  compress(voice);
  const wet = room(voice);
  normalise(wet);
  return wet;
}

/** Gentle 2.2:1 above -24 dB with a slow release, so that whispers and shouts sit together. */
function compress(samples: Float32Array): void {
  const threshold = 10 ** (-24 / 20);
  const slope = 1 / 2.2 - 1;
  const attack = Math.exp(-1 / (0.008 * SAMPLE_RATE));
  const release = Math.exp(-1 / (0.18 * SAMPLE_RATE));
  let level = 0;
  for (let i = 0; i < samples.length; i++) {
    const now = Math.abs(samples[i]!);
    level = now + (level - now) * (now > level ? attack : release);
    if (level > threshold) samples[i] = samples[i]! * (level / threshold) ** slope;
  }
}

/** Five early reflections of a small furnished room, each a little darker than the last. */
function room(samples: Float32Array): Float32Array {
  const out = Float32Array.from(samples);
  const taps = [
    [0.0113, 0.11],
    [0.0197, 0.085],
    [0.0293, 0.065],
    [0.0411, 0.045],
    [0.0587, 0.03],
  ] as const;
  for (const [seconds, gain] of taps) {
    const delay = Math.round(seconds * SAMPLE_RATE);
    let dark = 0;
    for (let i = delay; i < out.length; i++) {
      dark += (samples[i - delay]! - dark) * 0.35;
      out[i] = out[i]! + dark * gain;
    }
  }
  return out;
}

/**
 * Brings speech to -16 LUFS under a look-ahead limiter. What the limiter takes from loud voices is given back as gain
 * before it, in a few rounds; the last word has the true peak.
 */
function normalise(samples: Float32Array): void {
  const loudness = integratedLoudness(samples, SAMPLE_RATE);
  if (loudness === Number.NEGATIVE_INFINITY) return;
  const source = Float32Array.from(samples);
  let gain = Math.min(LOUDEST_GAIN_DB, TARGET_LUFS - loudness);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    samples.set(source);
    scale(samples, 10 ** (gain / 20));
    limit(samples, 10 ** (CEILING_DB / 20) * 0.97);
    const missing = TARGET_LUFS - integratedLoudness(samples, SAMPLE_RATE);
    if (Math.abs(missing) < CLOSE_ENOUGH) break;
    gain = Math.min(LOUDEST_GAIN_DB, gain + missing);
  }
  scale(samples, 10 ** (Math.min(0, CEILING_DB - truePeak(samples)) / 20));
}

function scale(samples: Float32Array, gain: number): void {
  for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! * gain;
}

/** The gain falls before a peak arrives, because the limiter sees 3 ms ahead, and recovers over 80 ms. */
function limit(samples: Float32Array, ceiling: number): void {
  const ahead = Math.round(0.003 * SAMPLE_RATE);
  const fall = 1 - Math.exp(-4 / ahead);
  const rise = 1 - Math.exp(-1 / (0.08 * SAMPLE_RATE));
  const source = Float32Array.from(samples);
  let gain = 1;
  let wanted = 1;
  let hold = 0;
  for (let i = 0; i < source.length + ahead; i++) {
    const coming = Math.abs(source[i] ?? 0);
    const needed = coming > ceiling ? ceiling / coming : 1;
    if (needed <= wanted) {
      wanted = needed;
      hold = ahead * 2;
    } else if (hold > 0) hold--;
    else wanted = 1;
    gain += (wanted - gain) * (wanted < gain ? fall : rise);
    const at = i - ahead;
    if (at >= 0) samples[at] = Math.min(ceiling, Math.max(-ceiling, source[at]! * gain));
  }
}
