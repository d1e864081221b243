import type { SceneBrief } from '@visiobook/schema';
import { type Hex, mix, saturate } from './colour.ts';

export type DayPart = 'DAWN' | 'DAY' | 'DUSK' | 'NIGHT';

/** The light of a scene: every colour of the picture goes through it, which is what holds the picture together. */
export interface Palette {
  readonly part: DayPart;
  readonly dark: boolean;
  readonly sky: readonly [Hex, Hex, Hex];
  /** What far things fade into. */
  readonly haze: Hex;
  /** Sun, moon or lamp light, on edges and in glows. */
  readonly light: Hex;
  /** The deepest tone, for foregrounds and vignettes. */
  readonly shade: Hex;
  /** A thing's own colour as it looks in this light; `depth` 0 is near, 1 is the horizon. */
  readonly tone: (colour: Hex, depth?: number) => Hex;
}

type Mood = Pick<SceneBrief, 'timeOfDay' | 'weather' | 'season' | 'emotion'>;

interface Light {
  readonly sky: readonly [Hex, Hex, Hex];
  readonly haze: Hex;
  readonly light: Hex;
  readonly shade: Hex;
  readonly ambient: Hex;
  /** How far the ambient colour takes over a thing's own. */
  readonly tint: number;
}

const LIGHTS: Record<DayPart, readonly Light[]> = {
  DAWN: [
    {
      sky: ['#6d8fb8', '#f0b8a0', '#fde3b8'],
      haze: '#f3cdb4',
      light: '#fff0c8',
      shade: '#4a4668',
      ambient: '#e0a890',
      tint: 0.13,
    },
    {
      sky: ['#8478b0', '#e6a6b4', '#fbd9bf'],
      haze: '#e9c0bd',
      light: '#ffe8cf',
      shade: '#453c66',
      ambient: '#cf9db0',
      tint: 0.15,
    },
  ],
  DAY: [
    {
      sky: ['#5b9ec9', '#a8d3e2', '#eef3dd'],
      haze: '#cfe3e0',
      light: '#fffbe0',
      shade: '#2c4a5e',
      ambient: '#f4efd2',
      tint: 0.04,
    },
    {
      sky: ['#4d92b8', '#94cbd0', '#f7efcb'],
      haze: '#d9e4cc',
      light: '#fff6cf',
      shade: '#28505a',
      ambient: '#f6ecc2',
      tint: 0.05,
    },
    {
      sky: ['#7fb0d6', '#c4dfeb', '#f6f1e4'],
      haze: '#dbe7e8',
      light: '#fffdf0',
      shade: '#36506a',
      ambient: '#eef2ea',
      tint: 0.04,
    },
  ],
  DUSK: [
    {
      sky: ['#3b3a72', '#c8617a', '#fbb46a'],
      haze: '#d98d80',
      light: '#ffd591',
      shade: '#2a2348',
      ambient: '#b0587a',
      tint: 0.22,
    },
    {
      sky: ['#2f4a75', '#d4775c', '#ffc46f'],
      haze: '#d99b78',
      light: '#ffdc9a',
      shade: '#2b2440',
      ambient: '#c0705c',
      tint: 0.21,
    },
  ],
  NIGHT: [
    {
      sky: ['#0b1533', '#1d3562', '#41638c'],
      haze: '#35577f',
      light: '#dfeaff',
      shade: '#060b1e',
      ambient: '#1c3766',
      tint: 0.46,
    },
    {
      sky: ['#100f30', '#2b2a5e', '#54578f'],
      haze: '#43467c',
      light: '#eae4ff',
      shade: '#08071c',
      ambient: '#26275e',
      tint: 0.44,
    },
    {
      sky: ['#07202e', '#12424f', '#35747a'],
      haze: '#2a636b',
      light: '#e2fff2',
      shade: '#04121a',
      ambient: '#0f4450',
      tint: 0.44,
    },
  ],
};

export function paletteFor(mood: Mood, variant: number): Palette {
  const part = dayPart(mood.timeOfDay, mood.emotion.label, variant);
  const choices = LIGHTS[part];
  const base = withEmotion(withWeather(choices[variant % choices.length]!, mood.weather, part), mood.emotion);
  const vivid = vividness(mood);
  const tone = (colour: Hex, depth = 0): Hex => {
    const lit = mix(saturate(colour, vivid), base.ambient, base.tint);
    return mix(lit, base.haze, depth * 0.92);
  };
  return {
    part,
    dark: part === 'NIGHT',
    sky: base.sky,
    haze: base.haze,
    light: base.light,
    shade: base.shade,
    tone,
  };
}

/** An unknown hour is chosen, not averaged: fear leans to night, joy to noon. */
function dayPart(time: SceneBrief['timeOfDay'], emotion: string, variant: number): DayPart {
  if (time === 'DAWN' || time === 'MORNING') return time === 'DAWN' || variant % 3 === 0 ? 'DAWN' : 'DAY';
  if (time === 'DUSK' || time === 'EVENING') return 'DUSK';
  if (time === 'NIGHT') return 'NIGHT';
  if (time === 'UNKNOWN') {
    if (emotion === 'FEAR') return variant % 3 === 0 ? 'DUSK' : 'NIGHT';
    if (emotion === 'SADNESS' || emotion === 'ANGER') return variant % 2 === 0 ? 'DUSK' : 'DAY';
    return variant % 5 === 0 ? 'DAWN' : variant % 5 === 1 ? 'DUSK' : 'DAY';
  }
  return time === 'AFTERNOON' && variant % 4 === 0 ? 'DUSK' : 'DAY';
}

const GREY: Partial<Record<SceneBrief['weather'], readonly [Hex, number]>> = {
  CLOUDY: ['#9aa9b4', 0.45],
  RAIN: ['#6f8291', 0.62],
  STORM: ['#3d4a5c', 0.74],
  SNOW: ['#c9d6e2', 0.6],
  FOG: ['#c5ccd0', 0.68],
  WIND: ['#a9b9bf', 0.22],
};

function withWeather(light: Light, weather: SceneBrief['weather'], part: DayPart): Light {
  const grey = GREY[weather];
  if (!grey) return light;
  const [colour, share] = [part === 'NIGHT' ? mix(grey[0], '#0d1730', 0.72) : grey[0], grey[1]];
  const [top, middle, bottom] = light.sky;
  return {
    sky: [mix(top, colour, share), mix(middle, colour, share * 0.9), mix(bottom, colour, share * 0.7)],
    haze: mix(light.haze, colour, share * 0.85),
    light: mix(light.light, colour, share * 0.25),
    shade: light.shade,
    ambient: mix(light.ambient, colour, share),
    tint: Math.min(0.66, light.tint + share * 0.1),
  };
}

const FEELINGS: Record<SceneBrief['emotion']['label'], readonly [Hex, number]> = {
  JOY: ['#ffd873', 0.16],
  TENDERNESS: ['#f7b9ae', 0.17],
  SADNESS: ['#4d6688', 0.24],
  FEAR: ['#2d2352', 0.28],
  ANGER: ['#a8322a', 0.22],
  DISGUST: ['#6f7a2d', 0.2],
  SURPRISE: ['#e59bd0', 0.13],
  ANTICIPATION: ['#e8a14e', 0.12],
  NEUTRAL: ['#c9bfa8', 0.04],
};

function withEmotion(light: Light, emotion: SceneBrief['emotion']): Light {
  const [colour, share] = FEELINGS[emotion.label];
  const [top, middle, bottom] = light.sky;
  return {
    ...light,
    sky: [mix(top, colour, share), mix(middle, colour, share), mix(bottom, colour, share * 0.6)],
    haze: mix(light.haze, colour, share),
    shade: mix(light.shade, colour, share * 0.25),
    ambient: mix(light.ambient, colour, share),
    tint: Math.min(0.66, light.tint + share * 0.12),
  };
}

function vividness({ emotion, weather }: Mood): number {
  const dull = weather === 'RAIN' || weather === 'FOG' || weather === 'STORM' ? 0.95 : 1.22;
  return dull * (0.82 + 0.3 * emotion.valence + 0.18 * emotion.arousal);
}
