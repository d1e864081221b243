import type { Emotion, Language, SceneBrief } from '@visiobook/schema';

/** One spoken sentence with its time inside the scene's narration, in seconds. */
export interface TimedSentence {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly words?: readonly TimedWord[];
}

export interface TimedWord {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What decides the sound bed under a scene, and the weather that moves in its picture. */
export type Setting = Pick<SceneBrief, 'weather' | 'timeOfDay'> & {
  readonly place: SceneBrief['place']['kind'];
};

/** One scene as the film needs it: its picture, its voice, and what moves them. */
export interface FilmFrame {
  readonly id: string;
  /** PNG of any size; it is fitted to cover the film's format. */
  readonly illustrationPath: string;
  /** WAV, 48 kHz mono 16-bit, as `narrate` makes it. */
  readonly narrationPath: string;
  readonly narrationSeconds: number;
  readonly sentences: readonly TimedSentence[];
  /** Set on the first scene of a chapter only. */
  readonly chapterTitle?: string;
  readonly emotion: Emotion;
  readonly setting: Setting;
  readonly seed: number;
}

export type Aspect = 'LANDSCAPE' | 'PORTRAIT' | 'SQUARE';

export interface FilmTitle {
  readonly title: string;
  readonly authors: readonly string[];
  readonly language: Language;
}

/** Even pixel sizes, with a width that is a multiple of eight so that chroma rows stay whole 32-bit words. */
export function filmSize(aspect: Aspect, height: number): { width: number; height: number } {
  const short = Math.round(height / 8) * 8;
  const long = Math.round((height * 16) / 9 / 8) * 8;
  if (aspect === 'PORTRAIT') return { width: short, height: long };
  return { width: aspect === 'SQUARE' ? short : long, height: short };
}
